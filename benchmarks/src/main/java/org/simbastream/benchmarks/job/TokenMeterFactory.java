package org.simbastream.benchmarks.job;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** How Flink finds the {@link TokenMeter}. */
public final class TokenMeterFactory implements MetricReporterFactory {

  /** Makes a cluster that is started with these options use the meter. */
  static void register(Configuration flink) {
    flink.setString(
        "metrics.reporter.token-meter.factory.class", TokenMeterFactory.class.getName());
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new TokenMeter();
  }
}
