package org.simbastream.operators.keyed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.ModelIdentity.OnMismatch;

/**
 * The run that the golden savepoints were taken in the middle of. It never changes: what it shows
 * after the savepoint is compared with what was recorded.
 */
final class GoldenRun {

  private static final int KEYS = 3;
  private static final int CUT = 70;
  private static final List<TokenizedRecord> RECORDS = TestStreams.records(KEYS, 110, 11);

  private GoldenRun() {}

  /** All kinds of state and timers are in use. */
  static OperatorSettings settings() {
    return new Upgrades.Change()
        .with(Upgrades.SMALL_MODEL, OnMismatch.REFUSE, 5)
        .maxWait(Duration.ofSeconds(5))
        .idleExpiry(Duration.ofSeconds(60))
        .settings();
  }

  /** The first part, which ends with open chunks and windows, and the savepoint. */
  static OperatorSubtaskState savepoint(StateBackend backend, SavepointFormatType format)
      throws Exception {
    try (OperatorHarness harness = new OperatorHarness(settings(), backend)) {
      harness.open();
      harness.processingTime(1_000);
      harness.process(RECORDS.subList(0, CUT));
      harness.watermark(RECORDS.get(CUT).time() - 4_000);
      return harness.savepoint(format);
    }
  }

  /**
   * The second part: scored records, summaries, and how large each key's hidden state is, a line
   * each with fields between tabs.
   */
  static List<String> continued(OperatorHarness harness) throws Exception {
    harness.processingTime(4_000);
    harness.process(RECORDS.subList(CUT, RECORDS.size()));
    harness.processingTime(20_000); // every chunk was open long enough
    List<String> lines = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      lines.add(line("state", "key-" + key, norm(harness, "key-" + key)));
    }
    long last = RECORDS.get(RECORDS.size() - 1).time();
    harness.watermark(last + 120_000);
    harness.processingTime(80_050); // so that the clock too has gone on by the expiry
    harness.watermark(last + 180_000);
    for (int key = 0; key < KEYS; key++) {
      int left = harness.hiddenState("key-" + key, Upgrades.SMALL_LAYERS).length;
      lines.add(line("expired", "key-" + key, left));
    }
    for (ScoredRecord r : harness.scored()) {
      lines.add(
          line(
              "scored",
              r.key(),
              r.position().offset(),
              r.tokens(),
              r.depthMax(),
              r.late(),
              r.depthMean(),
              r.score()));
    }
    for (WindowSummary s : harness.summaries()) {
      lines.add(
          line(
              "summary",
              s.key(),
              s.windowStart(),
              s.windowEnd(),
              s.records(),
              s.tokens(),
              s.newPatterns().size(),
              String.join(" | ", s.gist()),
              s.highlights().stream().map(h -> h.position().offset() + "×" + h.count()).toList(),
              s.workRatio()));
    }
    return lines;
  }

  private static double norm(OperatorHarness harness, String key) throws Exception {
    float[] all = harness.hiddenState(key, Upgrades.SMALL_LAYERS);
    double squares = 0;
    for (int i = 0; i < Upgrades.SMALL_LAYERS * 64 * (16 + 3); i++) { // the recall comes after it
      squares += (double) all[i] * all[i];
    }
    return Math.sqrt(squares);
  }

  private static String line(Object... fields) {
    List<String> written = new ArrayList<>();
    for (Object field : fields) {
      written.add(
          field instanceof Double number
              ? String.format(Locale.ROOT, "%.9f", number)
              : String.valueOf(field));
    }
    return String.join("\t", written);
  }
}
