package org.simbastream.operators.metric;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.OpCounts;

/** The metrics of one Simba operator's subtask. */
@Internal
public final class SimbaMetrics {

  private static final int LATENCIES_KEPT = 1_000;

  private final Counter tokensIn;
  private final Counter tokenLayersSkipped;
  private final Counter bundles;
  private final Counter chunks;
  private final Counter stateBytes;
  private final Counter late;
  private final Counter inOtherWindow;
  private final Counter expired;
  private final Counter muted;
  private final Counter keysWarmedUp;
  private final Counter tokensWarmedUp;
  private final Histogram chunkLatency;
  private final double[] keepRatios; // (layers): of the last bundle
  private volatile long stateBytesPerKey; // read by the reporters' threads

  /**
   * Registers the metrics.
   *
   * @param operator the operator's group
   * @param stateBytesPerKey bytes of a key's hidden state, without the parts of its state that grow
   * @param modelLoadTimeMs how long it took to load the model, in milliseconds
   * @param lastInForce the share of tokens that the last layer reads
   */
  public SimbaMetrics(
      MetricGroup operator,
      int layers,
      long stateBytesPerKey,
      long modelLoadTimeMs,
      DoubleSupplier lastInForce) {
    MetricGroup group = operator.addGroup(MetricNames.GROUP);
    tokensIn = group.counter(MetricNames.NUM_TOKENS_IN);
    group.meter(MetricNames.NUM_TOKENS_IN_PER_SEC, new MeterView(tokensIn));
    tokenLayersSkipped = group.counter(MetricNames.NUM_TOKEN_LAYERS_SKIPPED);
    bundles = group.counter(MetricNames.NUM_BUNDLES);
    chunks = group.counter(MetricNames.NUM_CHUNKS);
    stateBytes = group.counter(MetricNames.STATE_BYTES);
    late = group.counter(MetricNames.NUM_RECORDS_LATE);
    inOtherWindow = group.counter(MetricNames.NUM_RECORDS_IN_OTHER_WINDOW);
    expired = group.counter(MetricNames.NUM_KEYS_EXPIRED);
    muted = group.counter(MetricNames.NUM_RECORDS_MUTED);
    keysWarmedUp = group.counter(MetricNames.NUM_KEYS_WARMED_UP);
    tokensWarmedUp = group.counter(MetricNames.NUM_TOKENS_WARMED_UP);
    chunkLatency =
        group.histogram(
            MetricNames.CHUNK_LATENCY_MS, new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
    this.stateBytesPerKey = stateBytesPerKey;
    group.gauge(MetricNames.STATE_BYTES_PER_KEY, () -> this.stateBytesPerKey);
    group.gauge(MetricNames.MODEL_LOAD_TIME_MS, () -> modelLoadTimeMs);
    group.gauge(MetricNames.LAST_IN_FORCE, lastInForce::getAsDouble);
    keepRatios = new double[layers];
    for (int layer = 0; layer < keepRatios.length; layer++) {
      int l = layer;
      group
          .addGroup(MetricNames.LAYER, Integer.toString(layer))
          .gauge(MetricNames.KEEP_RATIO, () -> keepRatios[l]);
    }
  }

  /**
   * A bundle ran.
   *
   * @param works what each of its chunks cost
   * @param movedBytes bytes of state that its keys read and wrote
   * @param heldBytes bytes of state that all its keys hold
   */
  public void bundleRan(List<OpCounts> works, long movedBytes, long heldBytes) {
    OpCounts total = works.stream().reduce(OpCounts.none(keepRatios.length), OpCounts::plus);
    tokensIn.inc(total.tokens());
    bundles.inc();
    chunks.inc(works.size());
    stateBytes.inc(2 * movedBytes);
    stateBytesPerKey = heldBytes / works.size();
    for (int layer = 0; layer < keepRatios.length; layer++) {
      long seen = total.tokensByLayer()[layer];
      tokenLayersSkipped.inc(total.tokens() - seen);
      keepRatios[layer] = (double) seen / total.tokens();
    }
  }

  /** A chunk's results are out, {@code latencyMs} milliseconds after it closed. */
  public void chunkDone(long latencyMs) {
    chunkLatency.update(latencyMs);
  }

  /** A record arrived after its window had been closed. */
  public void recordLate() {
    late.inc();
  }

  /** A record is counted in another window than its own, since too many are open. */
  public void recordInOtherWindow() {
    inOtherWindow.inc();
  }

  /** So many records are muted. */
  public void recordsMuted(long number) {
    muted.inc(number);
  }

  /** A key read its last records anew, with {@code tokens} tokens. */
  public void keyWarmedUp(long tokens) {
    keysWarmedUp.inc();
    tokensWarmedUp.inc(tokens);
  }

  /** A key without records was deleted. */
  public void keyExpired() {
    expired.inc();
  }
}
