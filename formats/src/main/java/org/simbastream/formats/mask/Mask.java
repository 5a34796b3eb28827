package org.simbastream.formats.mask;

import java.util.List;
import java.util.Locale;

/** A kind of personal data that is masked; its name in angle brackets stands for what was found. */
public enum Mask {
  /** Mail addresses. */
  EMAIL(List.of(new EmailRule())),
  /** Numbers of payment cards, by their ranges and their check digit. */
  CARD(List.of(new CardRule())),
  /** International bank account numbers, by their country's format and their check digits. */
  IBAN(List.of(new IbanRule())),
  /** Addresses of IPv4 and IPv6. */
  IP(List.of(new Ipv6Rule(), new Ipv4Rule())),
  /** Passwords, keys, tokens and cookies, by what stands before them or what they begin with. */
  TOKEN(TokenRules.ALL);

  private final List<MaskRule> rules;

  Mask(List<MaskRule> rules) {
    this.rules = rules;
  }

  /** Its rules, in the order in which they are applied. */
  List<MaskRule> rules() {
    return rules;
  }

  /** What stands for it in a text, such as {@code <email>}. */
  public String text() {
    return "<" + word() + ">";
  }

  /** Its name as options have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
