package org.simbastream.benchmarks.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.simbastream.operators.metric.MetricNames;

/**
 * Reads the token counters of this JVM's Simba operators directly, without polling a metrics
 * interface.
 */
public final class TokenMeter implements MetricReporter {

  private static final Set<Counter> COUNTERS = ConcurrentHashMap.newKeySet();

  TokenMeter() {}

  /** The tokens that the operators that run now have read. */
  static long tokens() {
    return COUNTERS.stream().mapToLong(Counter::getCount).sum();
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals(MetricNames.NUM_TOKENS_IN) && metric instanceof Counter counter) {
      COUNTERS.add(counter);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      COUNTERS.remove(counter);
    }
  }
}
