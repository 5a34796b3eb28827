package org.simbastream.evaluation.summaries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lines of a log and their summary by people.
 *
 * @param lines the lines
 * @param gold phrases, with a space between
 */
record SummarizedGroup(List<String> lines, String gold) {

  private static final String GROUP = "#\\d+#\\s*";
  private static final String SUMMARY = "#summary";

  /**
   * The groups of a file in LogSummary's format: {@code #n#}, lines, {@code #summary:#}, phrases
   * separated by semicolons. Groups without lines or phrases are left out.
   *
   * @throws IOException if it can't be read
   */
  static List<SummarizedGroup> read(Path file) throws IOException {
    List<SummarizedGroup> groups = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<String> phrases = new ArrayList<>();
    boolean summary = false;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.matches(GROUP)) {
        add(lines, phrases, groups);
        lines.clear();
        phrases.clear();
        summary = false;
      } else if (line.startsWith(SUMMARY)) {
        summary = true;
      } else if (!line.isBlank()) {
        (summary ? phrases : lines).add(line.strip());
      }
    }
    add(lines, phrases, groups);
    return groups;
  }

  /** The first words of its first line. */
  String firstWords(int number) {
    return Rouge.words(lines.get(0)).stream().limit(number).collect(Collectors.joining(" "));
  }

  /** The most frequent of its lines after the words with digits are removed. */
  String mostFrequentWithoutDigits(int number) {
    Map<String, Long> counts = new LinkedHashMap<>();
    lines.forEach(line -> counts.merge(line.replaceAll("\\S*\\d\\S*", ""), 1L, Long::sum));
    return counts.keySet().stream()
        .sorted(Comparator.comparingLong(line -> -counts.get(line)))
        .limit(number)
        .collect(Collectors.joining(" "));
  }

  private static void add(List<String> lines, List<String> phrases, List<SummarizedGroup> groups) {
    if (!lines.isEmpty() && !phrases.isEmpty()) {
      groups.add(new SummarizedGroup(List.copyOf(lines), String.join(" ", phrases)));
    }
  }
}
