package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.simbastream.scoring.RecordPattern;
import org.simbastream.text.Message;
import org.simbastream.text.TerminalCodes;
import org.simbastream.text.TextSpan;

/**
 * The content of a record in a few words: its {@link Message} up to the clause with which it has
 * said enough, without values, without asides in brackets, and without words that only introduce a
 * value ({@code of size}, {@code from}). Where the message has hardly a word, what names its source
 * stands before it.
 */
final class Phrase {

  /** The number of characters that are looked at; a longer text's rest adds nothing to its gist. */
  static final int MAX_CHARACTERS = 2_000;

  /** The number of content words from which a message, or a stretch before a value, has content. */
  private static final int SAYS_SOMETHING = 2;

  /** Words that are removed at either end of a stretch. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "of", "to", "for", "from", "in", "on", "at", "by", "with", "is", "are",
          "was", "were", "be", "been", "has", "have", "had", "and", "as", "during", "while", "via",
          "it", "its", "this", "that");

  /** Those that, behind a value, begin what is said of it ({@code node 7 has detected ...}). */
  private static final Set<String> VERBS =
      Set.of("is", "are", "was", "were", "be", "been", "has", "have", "had");

  /** Words that change what others say. */
  private static final Set<String> PARTICLES = Set.of("not", "no", "out", "up", "off", "down");

  /** Words that begin a clause which depends on the one before it. */
  private static final Set<String> CONJUNCTIONS =
      Set.of("while", "when", "after", "before", "because", "during", "until", "since");

  private static final Set<String> UNITS =
      Set.of(
          "ms", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "hour",
          "hours", "kb", "mb", "gb", "tb", "kib", "mib", "gib");

  private final GistRules rules;
  private final List<String> told = new ArrayList<>();
  private final List<String> stretch = new ArrayList<>();

  private Phrase(GistRules rules) {
    this.rules = rules;
  }

  /** The phrase of a record, with a space between its words; empty for a record of values. */
  static String of(String record, GistRules rules) {
    String event = RecordPattern.event(TerminalCodes.seen(record));
    String text = event.substring(0, Math.min(event.length(), MAX_CHARACTERS));
    Message message = Message.of(text);
    List<TextSpan> pieces = TextSpan.of(text);
    Phrase phrase = new Phrase(rules);
    phrase.tell(MessageWords.of(text, message, pieces, true));
    if (phrase.told.isEmpty()) {
      phrase.tell(MessageWords.of(text, message, pieces, false));
    }
    if (content(phrase.told) < SAYS_SOMETHING) {
      phrase.told.addAll(0, MessageWords.source(message, pieces));
    }
    if (phrase.told.isEmpty()) {
      phrase.told.addAll(MessageWords.all(message, pieces));
    }
    phrase.cut();
    return String.join(" ", phrase.told);
  }

  private void tell(MessageWords words) {
    for (int i = 0; i < words.size(); i++) {
      boolean value = words.isValue(i);
      boolean ends = words.endsClause(i);
      if (!value && beginsAnotherClause(words.get(i))) {
        break;
      }
      if (!value) {
        stretch.add(words.get(i));
      }
      if (value || ends) {
        endStretch(value || words.isValue(i + 1));
      }
      int enough = words.endsLine(i) ? SAYS_SOMETHING : rules.enough();
      if (ends && content(told) >= enough) {
        return;
      }
    }
    endStretch(false);
  }

  private boolean beginsAnotherClause(String word) {
    return CONJUNCTIONS.contains(lower(word)) && content(told) + content(stretch) >= SAYS_SOMETHING;
  }

  private void endStretch(boolean beforeValue) {
    boolean introduces = !trimEnd(stretch) && beforeValue;
    while (!stretch.isEmpty() && isFunctionWord(stretch.get(0)) && !saysOfValue()) {
      stretch.remove(0);
      introduces = beforeValue;
    }
    int content = content(stretch);
    boolean more = content > 0 && !introduces && !isUnit();
    if (content >= SAYS_SOMETHING || told.isEmpty() && content > 0 || more) {
      told.addAll(stretch);
    }
    stretch.clear();
  }

  /** Whether the stretch goes on with what was told, beyond a value. */
  private boolean saysOfValue() {
    return !told.isEmpty() && stretch.size() > 2 && VERBS.contains(lower(stretch.get(0)));
  }

  private boolean isUnit() {
    return stretch.size() == 1 && UNITS.contains(lower(stretch.get(0)));
  }

  private void cut() {
    if (told.size() > rules.maxWords()) {
      told.subList(rules.maxWords(), told.size()).clear();
      trimEnd(told);
    }
  }

  /** Removes function words from the end; returns whether there were any. */
  private static boolean trimEnd(List<String> words) {
    int size = words.size();
    while (!words.isEmpty() && isFunctionWord(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    return words.size() < size;
  }

  private static int content(List<String> words) {
    return (int)
        words.stream().filter(w -> !isFunctionWord(w) && !PARTICLES.contains(lower(w))).count();
  }

  private static boolean isFunctionWord(String word) {
    return FUNCTION_WORDS.contains(lower(word));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
