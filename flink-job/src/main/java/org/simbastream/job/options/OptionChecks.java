package org.simbastream.job.options;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordTimes;
import org.simbastream.model.simba.KeepSchedule;

/** Checks the values of simba-stream's options against their ranges and against each other. */
final class OptionChecks {

  private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);
  // Longer durations are mistakes, and their milliseconds may not fit into a long.
  private static final Duration LONGEST = Duration.ofDays(36_500);
  // A summary with this many entries still fits into a message of 1 MB, with short texts.
  private static final int MOST_LISTED = 1_000;
  private static final int MOST_LINES = 100;
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final OptionValues values;
  private final List<String> problems;

  private OptionChecks(OptionValues values, List<String> problems) {
    this.values = values;
    this.problems = problems;
  }

  /**
   * Checks all values.
   *
   * @param problems collects their errors
   */
  static void run(OptionValues values, List<String> problems) {
    OptionChecks checks = new OptionChecks(values, problems);
    checks.checkCounts();
    checks.checkDurations();
    checks.checkShares();
    checks.checkDenseLayers();
    checks.checkAdaptiveKeep();
    checks.checkAlerts();
    checks.checkWarmUp();
    RecordChecks.run(values, problems);
    checks.checkTimes();
    checks.checkTopics();
    checks.checkTransactions();
  }

  private void checkCounts() {
    atLeast(1, SimbaOptions.RECORD_MAX_TOKENS);
    atLeast(2, SimbaOptions.RECORD_JOIN_MAX_LINES);
    atLeast(1, SimbaOptions.CHUNK_TOKENS);
    atLeast(1, SimbaOptions.BUNDLE_TOKENS);
    atLeast(8, SimbaOptions.PATTERNS_MAX);
    atLeast(1, SimbaOptions.WINDOW_MAX_OPEN);
    atLeast(0, SimbaOptions.WINDOW_HIGHLIGHTS);
    atLeast(0, SimbaOptions.WINDOW_NEW_PATTERNS);
    atMost(MOST_LISTED, SimbaOptions.WINDOW_HIGHLIGHTS);
    atMost(MOST_LISTED, SimbaOptions.WINDOW_NEW_PATTERNS);
    atLeast(1, SimbaOptions.OUTPUT_PATTERNS_MAX);
    atMost(MOST_LISTED, SimbaOptions.OUTPUT_PATTERNS_MAX);
    atLeast(0, SimbaOptions.WINDOW_TEXT_MAX_TOKENS);
    atLeast(0, SimbaOptions.KEEP_DENSE_LAYERS);
    atLeast(0, SimbaOptions.KEEP_HORIZON);
    atLeast(0, SimbaOptions.STATE_WARM_UP_RECORDS);
  }

  private void checkDurations() {
    for (ConfigOption<?> option : OptionGroup.allOptions()) {
      if (values.find(option).orElse(null) instanceof Duration duration
          && duration.compareTo(LONGEST) > 0) {
        problem(option, "give at most " + OptionValues.written(LONGEST));
      }
    }
    atLeast(ONE_MILLISECOND, SimbaOptions.WINDOW_SIZE);
    atLeast(ONE_MILLISECOND, SimbaOptions.RECORD_JOIN_MAX_WAIT);
    atLeast(ONE_MILLISECOND, SimbaOptions.KEEP_ADAPTIVE_INTERVAL);
    // Flink's own limit.
    atLeast(Duration.ofMillis(10), SimbaOptions.CHECKPOINT_INTERVAL);
  }

  private void checkShares() {
    checkShare(SimbaOptions.KEEP_LAST);
    checkShare(SimbaOptions.KEEP_ADAPTIVE_FLOOR);
    checkBytes(SimbaOptions.RECORD_MAX_BYTES);
    checkBytes(SimbaOptions.RECORD_JOIN_MAX_BYTES);
  }

  private void checkBytes(ConfigOption<MemorySize> option) {
    long bytes = values.find(option).map(MemorySize::getBytes).orElse(1L);
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      problem(option, "give at least 1 byte and less than 2 gb");
    }
  }

  private void checkShare(ConfigOption<Double> option) {
    double share = values.find(option).orElse(1.0);
    if (!(share > 0 && share <= 1)) {
      problem(option, "give more than 0 and at most 1");
    }
  }

  private void checkDenseLayers() {
    int dense = values.find(SimbaOptions.KEEP_DENSE_LAYERS).orElse(0);
    if (dense > 0
        && values.find(SimbaOptions.KEEP_SCHEDULE).orElse(KeepSchedule.MODEL)
            == KeepSchedule.MODEL) {
      problem(
          SimbaOptions.KEEP_DENSE_LAYERS,
          "simba.keep.schedule is model, which brings its own: set simba.keep.schedule to step or"
              + " linear, or remove simba.keep.dense-layers");
    }
  }

  private void checkAlerts() {
    atLeast(1, SimbaOptions.ALERTS_MAX_PER_HOUR);
    atLeast(1, SimbaOptions.ALERTS_LINES);
    atMost(MOST_LINES, SimbaOptions.ALERTS_LINES);
    double threshold = values.find(SimbaOptions.ALERTS_THRESHOLD).orElse(1.0);
    if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
      problem(SimbaOptions.ALERTS_THRESHOLD, "give a score above 0, such as 4");
    }
  }

  private void checkAdaptiveKeep() {
    if (!values.find(SimbaOptions.KEEP_ADAPTIVE_ENABLED).orElse(false)) {
      return;
    }
    double last = values.find(SimbaOptions.KEEP_LAST).orElse(1.0);
    if (values.find(SimbaOptions.KEEP_ADAPTIVE_FLOOR).orElse(0.0) >= last) {
      problem(
          SimbaOptions.KEEP_ADAPTIVE_FLOOR, "give less than simba.keep.last (%s)".formatted(last));
    }
    if (values.find(SimbaOptions.KEEP_SCHEDULE).orElse(null) == KeepSchedule.DENSE) {
      problem(
          SimbaOptions.KEEP_ADAPTIVE_ENABLED,
          "simba.keep.schedule is dense, which keeps every token under any load: set"
              + " simba.keep.schedule to linear, or simba.keep.adaptive.enabled to false");
    }
  }

  private void checkWarmUp() {
    if (values.find(SimbaOptions.STATE_MODEL_MISMATCH).orElse(null) == ModelMismatch.WARM_UP
        && values.find(SimbaOptions.STATE_WARM_UP_RECORDS).orElse(1) == 0) {
      problem(
          SimbaOptions.STATE_MODEL_MISMATCH,
          "simba.state.warm-up-records is 0, which keeps no records to warm up with: set it to the"
              + " number of records to keep per stream, or set simba.state.model-mismatch to"
              + " afresh");
    }
  }

  private void checkTimes() {
    try {
      ZoneId.of(values.find(SimbaOptions.TIME_ZONE).orElseThrow());
    } catch (DateTimeException e) {
      problem(
          SimbaOptions.TIME_ZONE,
          "give UTC, an offset such as +02:00, or a region such as Europe/Berlin");
    }
    if (values.find(SimbaOptions.RECORD_TIME).orElse(null) != RecordTimes.Source.TEXT) {
      return;
    }
    if (values.find(SimbaOptions.RECORD_FORMAT).orElse(null) == RecordFormat.Kind.TOKENS) {
      problem(SimbaOptions.RECORD_TIME, "records of token ids have no text: remove the option");
    }
    if (values.isGiven(SimbaOptions.RECORD_TIME_FIELD)) {
      problem(
          SimbaOptions.RECORD_TIME,
          "simba.record.time-field names a field: remove one of the two options");
    }
  }

  private void checkTopics() {
    if (values.isGiven(SimbaOptions.INPUT_TOPICS)
        && values.isGiven(SimbaOptions.INPUT_TOPIC_PATTERN)) {
      problem(
          SimbaOptions.INPUT_TOPIC_PATTERN,
          "set either simba.input.topic-pattern or simba.input.topics, not both");
    }
    List<String> inputs = values.find(SimbaOptions.INPUT_TOPICS).orElse(List.of());
    for (String topic : inputs) {
      checkName(SimbaOptions.INPUT_TOPICS, topic);
    }
    Pattern pattern = inputPattern();
    Map<String, ConfigOption<String>> outputs = new HashMap<>();
    for (ConfigOption<String> option : OutputTopics.ENABLED_OR_NOT) {
      String topic = values.find(option).orElseThrow();
      checkName(option, topic);
      if (!OutputTopics.isEnabled(option, values)) {
        continue;
      }
      ConfigOption<String> other = outputs.putIfAbsent(topic, option);
      if (other != null) {
        problem(option, "it is also the value of " + other.key() + ": give each its own");
      }
      if (inputs.contains(topic) || pattern.matcher(topic).matches()) {
        problem(
            option,
            "it is also an input topic: give another topic, or remove it from the input topics");
      }
    }
    checkOwnTopic(SimbaOptions.REPLAY_PROGRESS_TOPIC, inputs, pattern, outputs);
    if (values.find(SimbaOptions.CONTROL_ENABLED).orElse(false)) {
      checkOwnTopic(SimbaOptions.CONTROL_TOPIC, inputs, pattern, outputs);
    }
  }

  /** Checks a topic that is neither for records nor for results. */
  private void checkOwnTopic(
      ConfigOption<String> option,
      List<String> inputs,
      Pattern pattern,
      Map<String, ConfigOption<String>> outputs) {
    String topic = values.find(option).orElse(null);
    if (topic == null) {
      return;
    }
    checkName(option, topic);
    if (inputs.contains(topic) || pattern.matcher(topic).matches() || outputs.containsKey(topic)) {
      problem(option, "the job already reads or writes this topic: give another one");
    }
    outputs.put(topic, option);
  }

  private Pattern inputPattern() {
    String pattern = values.find(SimbaOptions.INPUT_TOPIC_PATTERN).orElse("");
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      problem(SimbaOptions.INPUT_TOPIC_PATTERN, "give a Java regular expression");
      return Pattern.compile("");
    }
  }

  private void checkName(ConfigOption<?> option, String topic) {
    if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
      problem(option, "give names of at most 249 letters, digits, dots, underscores and dashes");
    }
  }

  private void checkTransactions() {
    Duration interval = values.find(SimbaOptions.CHECKPOINT_INTERVAL).orElseThrow();
    Duration timeout = values.find(SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT).orElseThrow();
    if (timeout.compareTo(interval) <= 0) {
      problem(
          SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT,
          "give more than simba.checkpoint.interval (%s) and the longest outage together"
              .formatted(OptionValues.written(interval)));
    } else if (timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      problem(SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT, "give less than 24 d");
    }
  }

  private <T extends Comparable<T>> void atLeast(T least, ConfigOption<T> option) {
    if (values.find(option).orElse(least).compareTo(least) < 0) {
      problem(option, "give at least " + OptionValues.written(least));
    }
  }

  private <T extends Comparable<T>> void atMost(T most, ConfigOption<T> option) {
    if (values.find(option).orElse(most).compareTo(most) > 0) {
      problem(option, "give at most " + OptionValues.written(most));
    }
  }

  private void problem(ConfigOption<?> option, String remedy) {
    String value = values.find(option).map(OptionValues::written).orElse("");
    problems.add("%s is '%s'; %s.".formatted(option.key(), value, remedy));
  }
}
