package org.simbastream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicLong;
import org.simbastream.records.Alert;

/** The counts of results so far, over all output topics. Written by one thread, read by others. */
final class Totals {

  private final AtomicLong scored = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong summaries = new AtomicLong();
  private final AtomicLong alerts = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private long modelTokens;
  private long[] tokensByLayer = {}; // (layers)
  private double scoringWork; // in dense tokens
  private double readoutWork; // in dense tokens

  void scored(JsonNode record) {
    scored.incrementAndGet();
    lines.addAndGet(1 + record.get("text").textValue().chars().filter(c -> c == '\n').count());
    tokens.addAndGet(record.get("tokens").longValue());
  }

  void deadLetter() {
    deadLetters.incrementAndGet();
  }

  void summary() {
    summaries.incrementAndGet();
  }

  void alert(JsonNode told) {
    if (told.get("state").textValue().equals(Alert.State.OPENED.word())) {
      alerts.incrementAndGet();
    }
  }

  synchronized void work(JsonNode counts) {
    JsonNode byLayer = counts.get("tokensByLayer");
    if (tokensByLayer.length == 0) {
      tokensByLayer = new long[byLayer.size()];
    }
    for (int layer = 0; layer < tokensByLayer.length; layer++) {
      tokensByLayer[layer] += byLayer.get(layer).longValue();
    }
    long all = counts.get("tokens").longValue();
    modelTokens += all;
    scoringWork += all * counts.get("scoringRatio").doubleValue();
    readoutWork += all * counts.get("readoutRatio").doubleValue();
  }

  long records() {
    return scored.get();
  }

  /** The lines of the scored records. */
  long lines() {
    return lines.get();
  }

  long deadLetters() {
    return deadLetters.get();
  }

  long summaries() {
    return summaries.get();
  }

  /** How many alerts have opened. */
  long alerts() {
    return alerts.get();
  }

  long tokens() {
    return tokens.get();
  }

  /** The work by layer and in total, divided by dense Mamba's. */
  synchronized Work work() {
    double[] byLayer = new double[tokensByLayer.length];
    double sum = 0;
    for (int layer = 0; layer < byLayer.length; layer++) {
      byLayer[layer] = (double) tokensByLayer[layer] / modelTokens;
      sum += byLayer[layer];
    }
    double all = Math.max(1, modelTokens);
    return new Work(
        byLayer, sum / Math.max(1, byLayer.length), scoringWork / all, readoutWork / all);
  }

  /**
   * Work divided by that of dense Mamba.
   *
   * @param byLayer share of tokens that each layer read, (layers)
   * @param total token-layers computed
   * @param scoring scoring tokens for selection
   * @param readout the early readout
   */
  record Work(double[] byLayer, double total, double scoring, double readout) {}
}
