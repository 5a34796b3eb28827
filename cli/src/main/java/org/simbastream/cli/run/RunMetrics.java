package org.simbastream.cli.run;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.simbastream.operators.metric.MetricNames;

/**
 * Counts what a job in this JVM has done since its start, from its own metrics, as an additional
 * metric reporter of Flink. The counts of failed attempts are kept.
 */
public final class RunMetrics implements MetricReporter {

  private static final String REPORTER = "simba-progress";
  private static final String PREFIX = "metrics.reporter." + REPORTER + ".";
  private static final String RUN = "run";
  private static final String OPERATOR = "<operator_name>";
  private static final String TOKENIZE = "tokenize";

  private static final Map<String, RunMetrics> RUNS = new ConcurrentHashMap<>();

  private final Map<Counter, What> counters = new ConcurrentHashMap<>();
  private final Map<Gauge<?>, Boolean> lags = new ConcurrentHashMap<>();
  private final Map<What, Long> ended = new ConcurrentHashMap<>();

  private enum What {
    RECORDS,
    TOKENS,
    DEAD_LETTERS
  }

  /**
   * What was done so far.
   *
   * @param records records read, those that became dead letters among them
   * @param tokens tokens given to the model
   * @param deadLetters records that became dead letters
   * @param behind records that wait in Kafka, as far as the consumers know
   */
  record Counts(long records, long tokens, long deadLetters, long behind) {}

  private RunMetrics() {}

  /** Adds the reporter to Flink's options, and returns the metrics that it collects. */
  static RunMetrics of(Configuration flink) {
    String run = UUID.randomUUID().toString();
    RunMetrics metrics = new RunMetrics();
    RUNS.put(run, metrics);
    flink.setString(PREFIX + "factory.class", Factory.class.getName());
    flink.setString(PREFIX + RUN, run);
    flink
        .getOptional(MetricOptions.REPORTERS_LIST)
        .ifPresent(named -> flink.set(MetricOptions.REPORTERS_LIST, named + "," + REPORTER));
    return metrics;
  }

  Counts counts() {
    return new Counts(
        sum(What.RECORDS),
        sum(What.TOKENS),
        sum(What.DEAD_LETTERS),
        lags.keySet().stream().mapToLong(RunMetrics::value).sum());
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {
    RUNS.values().remove(this);
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    What what = what(name, group);
    if (what != null && metric instanceof Counter counter) {
      counters.put(counter, what);
    } else if (name.equals("pendingRecords") && metric instanceof Gauge<?> gauge) {
      lags.put(gauge, true);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      What what = counters.remove(counter);
      if (what != null) {
        ended.merge(what, counter.getCount(), Long::sum);
      }
    } else if (metric instanceof Gauge<?> gauge) {
      lags.remove(gauge);
    }
  }

  private static What what(String name, MetricGroup group) {
    return switch (name) {
      case "numRecordsIn" ->
          TOKENIZE.equals(group.getAllVariables().get(OPERATOR)) ? What.RECORDS : null;
      case MetricNames.NUM_TOKENS_IN -> What.TOKENS;
      case MetricNames.NUM_RECORDS_DEAD_LETTERED -> What.DEAD_LETTERS;
      default -> null;
    };
  }

  private long sum(What what) {
    long live =
        counters.entrySet().stream()
            .filter(counter -> counter.getValue() == what)
            .mapToLong(counter -> counter.getKey().getCount())
            .sum();
    return live + ended.getOrDefault(what, 0L);
  }

  private static long value(Gauge<?> lag) {
    return lag.getValue() instanceof Number number ? Math.max(0, number.longValue()) : 0;
  }

  /** Finds the run that a reporter is for; Flink finds it as a service. */
  public static final class Factory implements MetricReporterFactory {

    /** For Flink, which makes one of each service. */
    public Factory() {}

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return RUNS.getOrDefault(properties.getProperty(RUN, ""), new RunMetrics());
    }
  }
}
