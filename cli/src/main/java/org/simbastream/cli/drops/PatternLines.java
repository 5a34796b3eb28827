package org.simbastream.cli.drops;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the records of one pattern were, and told. */
final class PatternLines {

  /** The score from which a record is worth an alert. */
  static final double TOLD = 4;

  private static final Set<String> SEVERE = Set.of("WARN", "ERROR", "FATAL");
  private static final Set<String> FINE = Set.of("TRACE", "DEBUG");

  /** How many texts are kept of the first ones. */
  private static final int FIRST_TEXTS = 8;

  private final String id;
  private final List<String> words;
  private final boolean cut;
  private final List<String> texts = new ArrayList<>(); // an expression matches all of them
  private long records;
  private long bytes;
  private long told;
  private double highest;
  private boolean severe;
  private boolean fine = true;
  private boolean ofManyLines;

  PatternLines(ScoredLine first) {
    this.id = first.id();
    this.words = first.words();
    this.cut = first.cut();
  }

  void add(ScoredLine line) {
    records++;
    bytes += line.text().getBytes(StandardCharsets.UTF_8).length + 1;
    told += line.score() >= TOLD ? 1 : 0;
    highest = Math.max(highest, line.score());
    severe |= SEVERE.contains(line.severity());
    fine &= FINE.contains(line.severity());
    ofManyLines |= line.text().indexOf('\n') >= 0;
    if (texts.size() < FIRST_TEXTS && !texts.contains(line.text())) {
      texts.add(line.text());
    }
  }

  /** Adds a text that the expression must match too. */
  void addText(String text) {
    texts.add(text);
  }

  String id() {
    return id;
  }

  /** The pattern's words, without those that were cut off. */
  List<String> words() {
    return words;
  }

  /** The pattern as results show it. */
  String shown() {
    return String.join(" ", words) + (cut ? " …" : "");
  }

  boolean isCut() {
    return cut;
  }

  /** Some of its texts, the first one first. */
  List<String> texts() {
    return texts;
  }

  long records() {
    return records;
  }

  /** How many bytes of UTF-8 its texts have, with a line feed each. */
  long bytes() {
    return bytes;
  }

  /** How many records were worth an alert. */
  long told() {
    return told;
  }

  /** The highest score. */
  double highest() {
    return highest;
  }

  /** Whether a record says that it is a warning or worse. */
  boolean isSevere() {
    return severe;
  }

  /** Whether every record says that it is for debugging, or finer. */
  boolean isFine() {
    return fine;
  }

  /** Whether a record has several lines. */
  boolean isOfManyLines() {
    return ofManyLines;
  }
}
