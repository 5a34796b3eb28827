package org.simbastream.scoring.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.records.StreamPattern;

/**
 * Follows patterns that become more general: where a stream learns that words are values, as names
 * of users, the many patterns with one name each go on as one. They are neither gone, nor is that
 * one without a past.
 */
final class MoreGeneral {

  /** The number of patterns that become one, at least: else they only look alike. */
  private static final int LEAST = 2;

  private final Map<Long, SeenPattern> seen;
  private final Map<Long, UsualPattern> usual;

  /**
   * Both are updated.
   *
   * @param seen the patterns of the window, by id
   * @param usual those of the windows before
   */
  MoreGeneral(Map<Long, SeenPattern> seen, Map<Long, UsualPattern> usual) {
    this.seen = seen;
    this.usual = usual;
  }

  /** Joins what belongs to patterns of the window that no window before had. */
  void join() {
    for (SeenPattern pattern : List.copyOf(seen.values())) {
      StreamPattern general = pattern.pattern();
      if (!general.isNew()
          && !usual.containsKey(general.id())
          && general.text().contains(StreamPattern.VALUE)) {
        join(general);
      }
    }
  }

  private void join(StreamPattern general) {
    Map<Long, String> texts = new LinkedHashMap<>();
    usual.forEach((id, pattern) -> texts.put(id, pattern.text()));
    seen.forEach((id, pattern) -> texts.put(id, pattern.pattern().text()));
    List<Long> special = new ArrayList<>();
    texts.forEach(
        (id, text) -> {
          if (id != general.id() && matches(words(general.text()), words(text))) {
            special.add(id);
          }
        });
    if (special.size() < LEAST) {
      return;
    }
    UsualPattern past = UsualPattern.of(general.text());
    for (long id : special) {
      UsualPattern before = usual.remove(id);
      past = before == null ? past : past.plus(before);
      SeenPattern now = seen.remove(id);
      if (now != null) {
        seen.merge(general.id(), now, SeenPattern::plus);
      }
    }
    usual.put(general.id(), past);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  /** Whether words are those of a pattern, each value of which stands for one or more words. */
  static boolean matches(List<String> pattern, List<String> words) {
    boolean[] ends = new boolean[words.size() + 1]; // (words + 1): where the pattern so far can end
    ends[0] = true;
    for (String part : pattern) {
      boolean value = part.equals(StreamPattern.VALUE);
      boolean[] next = new boolean[ends.length];
      for (int i = 0; i < words.size(); i++) {
        boolean begins = ends[i] || value && next[i];
        next[i + 1] = begins && (value || part.equals(words.get(i)));
      }
      ends = next;
    }
    return ends[words.size()];
  }
}
