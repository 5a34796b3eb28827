package org.simbastream.evaluation.summaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.simbastream.evaluation.corpus.CorpusFile;

/**
 * A section of a document.
 *
 * @param heading the words of its heading that are longer than two letters
 * @param lines its lines without the heading; empty ones are left out
 */
record HeadedSection(Set<String> heading, List<String> lines) {

  private static final String HEADING = "#{1,6} .*";
  private static final int LEAST_LINES = 4;
  private static final int LONGEST_IGNORED_WORD = 2;

  /**
   * The sections of the held-out part of a document in Markdown that have at least four lines.
   *
   * @throws IOException if it can't be read
   */
  static List<HeadedSection> lastOf(Path file) throws IOException {
    List<HeadedSection> sections = new ArrayList<>();
    Set<String> heading = Set.of();
    List<String> lines = new ArrayList<>();
    for (String line : new CorpusFile(file).read().heldOut()) {
      if (line.matches(HEADING)) {
        add(heading, lines, sections);
        heading = words(line);
        lines.clear();
      } else if (!line.isBlank()) {
        lines.add(line);
      }
    }
    add(heading, lines, sections);
    return sections;
  }

  /** Which share of the heading's words is among a text's first words. */
  double recall(String text, int firstWords) {
    List<String> words = Rouge.words(text);
    Set<String> first = Set.copyOf(words.subList(0, Math.min(firstWords, words.size())));
    return (double) heading.stream().filter(first::contains).count() / heading.size();
  }

  private static void add(Set<String> heading, List<String> lines, List<HeadedSection> sections) {
    if (!heading.isEmpty() && lines.size() >= LEAST_LINES) {
      sections.add(new HeadedSection(heading, List.copyOf(lines)));
    }
  }

  private static Set<String> words(String heading) {
    Set<String> words = new LinkedHashSet<>(Rouge.words(heading));
    words.removeIf(word -> word.length() <= LONGEST_IGNORED_WORD);
    return words;
  }
}
