package org.simbastream.job.options;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The options that name the topics the job writes. */
final class OutputTopics {

  /** Those of all outputs, switched off or not. */
  static final List<ConfigOption<String>> ENABLED_OR_NOT =
      List.of(
          SimbaOptions.OUTPUT_SUMMARIES_TOPIC,
          SimbaOptions.OUTPUT_SCORED_TOPIC,
          SimbaOptions.OUTPUT_WORK_TOPIC,
          SimbaOptions.OUTPUT_PATTERNS_TOPIC,
          SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC,
          SimbaOptions.ALERTS_TOPIC);

  private OutputTopics() {}

  /** Whether the job writes the topic that this option names. */
  static boolean isEnabled(ConfigOption<String> option, OptionValues values) {
    if (option.equals(SimbaOptions.OUTPUT_SCORED_TOPIC)) {
      return values.find(SimbaOptions.OUTPUT_SCORED_ENABLED).orElseThrow();
    }
    if (option.equals(SimbaOptions.OUTPUT_WORK_TOPIC)) {
      return values.find(SimbaOptions.OUTPUT_WORK_ENABLED).orElseThrow();
    }
    if (option.equals(SimbaOptions.ALERTS_TOPIC)) {
      return values.find(SimbaOptions.ALERTS_ENABLED).orElseThrow();
    }
    if (option.equals(SimbaOptions.OUTPUT_PATTERNS_TOPIC)) {
      return values.find(SimbaOptions.OUTPUT_PATTERNS_ENABLED).orElseThrow();
    }
    return true;
  }
}
