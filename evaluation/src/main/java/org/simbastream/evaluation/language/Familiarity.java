package org.simbastream.evaluation.language;

/** Whether a model was trained on the system that a text comes from. */
enum Familiarity {
  SEEN("seen", 1),
  UNSEEN("unseen", 0),
  UNKNOWN("unknown", Double.NaN);

  private final String label;
  private final double value;

  Familiarity(String label, double value) {
    this.label = label;
    this.value = value;
  }

  String label() {
    return label;
  }

  double value() {
    return value;
  }
}
