package org.simbastream.benchmarks.lines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done with a line, by the classes that do it. */
enum Stage {
  TOKENIZING("operators.text.RecordTokenizer", "model.text."),
  RECALL("model.recall."),
  LAYERS("model.mamba.Mamba1Block", "model.mamba.Mamba2Block", "model.mamba.ReaderEntry"),
  SELECTION("model.mamba.LayerSelection"),
  READOUT("model.mamba.ReaderReadout", "model.mamba.Readout"),
  SCORING("scoring."),
  JSON("job.format."),
  LINES("job.lines.", "formats.", "operators.text.RecordJoiner", "text."),
  OTHER;

  private static final String ROOT = "org.simbastream.";

  private final List<String> classes;

  Stage(String... classes) {
    this.classes = Arrays.stream(classes).map(ROOT::concat).toList();
  }

  /** Its name in figures. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The stage of a stack.
   *
   * @param classes names of classes, innermost first
   */
  static Stage of(List<String> classes) {
    return classes.stream()
        .flatMap(name -> Arrays.stream(values()).filter(stage -> stage.has(name)))
        .findFirst()
        .orElse(OTHER);
  }

  private boolean has(String name) {
    return classes.stream().anyMatch(name::startsWith);
  }
}
