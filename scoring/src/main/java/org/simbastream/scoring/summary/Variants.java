package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.records.Deviation;
import org.simbastream.records.Deviation.Kind;
import org.simbastream.records.ScoredRecord;
import org.simbastream.scoring.Digest;

/**
 * Tells records of one pattern apart that say something else: those that deviate by the same words
 * are a variant of the pattern, and those of which no word deviates are another one. So one {@code
 * exit code 137} among eighty {@code exit code 0} is told once, not eighty-one times.
 */
final class Variants {

  private Variants() {}

  /**
   * The id of a record's variant; the pattern's own id if none of its words deviates. Where one
   * word usually stands, each other word makes a variant; where many do, all that deviate make one.
   */
  static long of(long pattern, ScoredRecord record) {
    List<String> deviating = new ArrayList<>();
    for (Deviation deviation : record.why()) {
      if (deviation.from() >= 0) {
        deviating.add(name(deviation, record.text()));
      }
    }
    if (deviating.isEmpty()) {
      return pattern;
    }
    deviating.add(Long.toHexString(pattern));
    return Digest.of(deviating);
  }

  private static String name(Deviation deviation, String text) {
    boolean byWord = deviation.kind() == Kind.WORD || !deviation.expected().isEmpty();
    return deviation.kind().word()
        + (byWord ? " " + text.substring(deviation.from(), deviation.to()) : "");
  }
}
