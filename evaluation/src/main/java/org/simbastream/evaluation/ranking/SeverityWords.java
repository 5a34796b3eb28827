package org.simbastream.evaluation.ranking;

import java.util.List;
import java.util.regex.Pattern;

/** The worst severity word in a line, as people search for them. */
public final class SeverityWords implements LineRanking {

  /** From the worst to the mildest. */
  private static final List<Pattern> LEVELS =
      List.of(
          Pattern.compile("fatal|panic|emerg|critical|severe", Pattern.CASE_INSENSITIVE),
          Pattern.compile("error|exception|fail|abort", Pattern.CASE_INSENSITIVE),
          Pattern.compile("warn", Pattern.CASE_INSENSITIVE));

  @Override
  public String name() {
    return "severity-words";
  }

  @Override
  public double[] scores(List<String> before, List<String> lines) {
    return lines.stream().mapToDouble(SeverityWords::severity).toArray();
  }

  /** The line with every severity word replaced by the same neutral word. */
  public static String masked(String line) {
    String masked = line;
    for (Pattern level : LEVELS) {
      masked = level.matcher(masked).replaceAll("note");
    }
    return masked;
  }

  private static double severity(String line) {
    for (int level = 0; level < LEVELS.size(); level++) {
      if (LEVELS.get(level).matcher(line).find()) {
        return LEVELS.size() - level;
      }
    }
    return 0;
  }
}
