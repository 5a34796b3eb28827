package org.simbastream.formats.mask;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.validator.routines.CreditCardValidator;
import org.apache.commons.validator.routines.CreditCardValidator.CreditCardRange;

/**
 * Numbers of payment cards: 12 to 19 digits in one, or in groups with a space or dash between, of a
 * range that a card scheme uses, with a right check digit.
 */
final class CardRule implements MaskRule {

  private static final int FEWEST = 12;
  private static final int MOST = 19;

  /** How many digits a group has that is not the last one. */
  private static final int LEAST_GROUP = 4;

  private static final int GREATEST_GROUP = 6;

  private static final CreditCardValidator SCHEMES =
      new CreditCardValidator(
          CreditCardValidator.AMEX
              + CreditCardValidator.DINERS
              + CreditCardValidator.DISCOVER
              + CreditCardValidator.MASTERCARD
              + CreditCardValidator.VISA);

  private static final CreditCardValidator OTHER_RANGES =
      new CreditCardValidator(
          new CreditCardRange[] {
            new CreditCardRange("3528", "3589", 16, 19), // JCB
            new CreditCardRange("50", "50", FEWEST, MOST), // Maestro
            new CreditCardRange("56", "58", FEWEST, MOST),
            new CreditCardRange("62", "62", 16, MOST), // UnionPay
            new CreditCardRange("6304", "6304", FEWEST, MOST), // Maestro
            new CreditCardRange("6759", "6763", FEWEST, MOST),
            new CreditCardRange("2200", "2204", 16, MOST) // Mir
          });

  /** Digits without anything between. */
  private record Group(int from, int to) {

    int length() {
      return to - from;
    }
  }

  @Override
  public void find(String text, Found found) {
    List<Group> groups = new ArrayList<>(); // that follow each other
    for (int at = 0; at < text.length(); ) {
      if (!Edges.isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && Edges.isDigit(text.charAt(end))) {
        end++;
      }
      if (!groups.isEmpty() && !follows(text, groups.get(groups.size() - 1), at)) {
        search(text, groups, found);
        groups.clear();
      }
      groups.add(new Group(at, end));
      at = end;
    }
    search(text, groups, found);
  }

  private static boolean follows(String text, Group before, int at) {
    char between = text.charAt(at - 1);
    return at - before.to == 1 && (between == ' ' || between == '-');
  }

  private static void search(String text, List<Group> groups, Found found) {
    int first = 0;
    while (first < groups.size()) {
      int behind = cardFrom(text, groups, first);
      if (behind > first) {
        found.add(groups.get(first).from, groups.get(behind - 1).to);
      }
      first = Math.max(behind, first + 1);
    }
  }

  /** The position behind the last group of the card that begins with a group; 0 if none does. */
  private static int cardFrom(String text, List<Group> groups, int first) {
    int from = groups.get(first).from;
    if (!Edges.begins(text, from) || isFraction(text, from)) {
      return 0;
    }
    StringBuilder digits = new StringBuilder();
    int card = 0;
    for (int i = first; i < groups.size(); i++) {
      Group group = groups.get(i);
      if (digits.length() + group.length() > MOST) {
        break;
      }
      digits.append(text, group.from, group.to);
      if (digits.length() >= FEWEST && Edges.ends(text, group.to) && isCard(digits.toString())) {
        card = i + 1;
      }
      if (group.length() < LEAST_GROUP || group.length() > GREATEST_GROUP) {
        break;
      }
    }
    return card;
  }

  private static boolean isFraction(String text, int from) {
    return from > 1 && text.charAt(from - 1) == '.' && Edges.isDigit(text.charAt(from - 2));
  }

  private static boolean isCard(String digits) {
    return SCHEMES.isValid(digits) || OTHER_RANGES.isValid(digits);
  }
}
