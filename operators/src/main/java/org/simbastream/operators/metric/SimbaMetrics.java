package org.simbastream.operators.metric;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.mamba.Work;

/** The metrics of one Simba operator's subtask. */
public final class SimbaMetrics {

  private static final int LATENCIES_KEPT = 1_000;

  private final Counter tokensIn;
  private final Counter tokenLayersSkipped;
  private final Counter bundles;
  private final Counter chunks;
  private final Counter stateBytes;
  private final Counter late;
  private final Counter expired;
  private final Histogram chunkLatency;
  private final double[] keepRatios; // (layers): of the last bundle
  private final long stateBytesPerKey;

  /**
   * Registers the metrics.
   *
   * @param operator the operator's group
   * @param modelLoadTimeMs how long it took to get the model
   * @param lastInForce the share of tokens that the last layer is given
   */
  public SimbaMetrics(
      MetricGroup operator,
      MambaConfiguration model,
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
    expired = group.counter(MetricNames.NUM_KEYS_EXPIRED);
    chunkLatency =
        group.histogram(
            MetricNames.CHUNK_LATENCY_MS, new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
    stateBytesPerKey = model.stateBytesPerKey();
    group.gauge(MetricNames.STATE_BYTES_PER_KEY, () -> stateBytesPerKey);
    group.gauge(MetricNames.MODEL_LOAD_TIME_MS, () -> modelLoadTimeMs);
    group.gauge(MetricNames.LAST_IN_FORCE, lastInForce::getAsDouble);
    keepRatios = new double[model.layers()];
    for (int layer = 0; layer < keepRatios.length; layer++) {
      int l = layer;
      group
          .addGroup(MetricNames.LAYER, Integer.toString(layer))
          .gauge(MetricNames.KEEP_RATIO, () -> keepRatios[l]);
    }
  }

  /** A bundle ran: what each of its chunks cost. */
  public void bundleRan(List<Work> works) {
    Work total = works.stream().reduce(Work.none(keepRatios.length), Work::plus);
    tokensIn.inc(total.tokens());
    bundles.inc();
    chunks.inc(works.size());
    stateBytes.inc(2 * stateBytesPerKey * works.size());
    for (int layer = 0; layer < keepRatios.length; layer++) {
      long seen = total.tokensByLayer()[layer];
      tokenLayersSkipped.inc(total.tokens() - seen);
      keepRatios[layer] = (double) seen / total.tokens();
    }
  }

  /** A chunk's results are out, so long after it closed. */
  public void chunkDone(long latencyMs) {
    chunkLatency.update(latencyMs);
  }

  /** A record arrived after its window had been closed. */
  public void recordLate() {
    late.inc();
  }

  /** A silent key was forgotten. */
  public void keyExpired() {
    expired.inc();
  }
}
