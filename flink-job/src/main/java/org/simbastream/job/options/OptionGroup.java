package org.simbastream.job.options;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * Options that belong together, in the order in which they are documented.
 *
 * @param title what they are about
 * @param options the options
 */
record OptionGroup(String title, List<ConfigOption<?>> options) {

  /** All options of {@link SimbaOptions}. */
  static final List<OptionGroup> ALL =
      List.of(
          new OptionGroup(
              "Job",
              List.of(
                  SimbaOptions.NAME,
                  SimbaOptions.MODEL,
                  SimbaOptions.MODEL_WEIGHTS,
                  SimbaOptions.CHECKPOINT_INTERVAL)),
          new OptionGroup(
              "Input",
              List.of(
                  SimbaOptions.INPUT_TOPICS,
                  SimbaOptions.INPUT_TOPIC_PATTERN,
                  SimbaOptions.INPUT_GROUP_ID,
                  SimbaOptions.INPUT_START,
                  SimbaOptions.INPUT_DISCOVERY_INTERVAL,
                  SimbaOptions.INPUT_BOUNDED)),
          new OptionGroup("Kafka", List.of(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS)),
          new OptionGroup(
              "Records",
              List.of(
                  SimbaOptions.RECORD_FORMAT,
                  SimbaOptions.RECORD_PRESET,
                  SimbaOptions.RECORD_KEY_FIELD,
                  SimbaOptions.RECORD_KEY_FIELDS,
                  SimbaOptions.RECORD_KEY_HEADER,
                  SimbaOptions.RECORD_KEY_PATTERN,
                  SimbaOptions.RECORD_TEXT_FIELD,
                  SimbaOptions.RECORD_TEXT_FIELDS,
                  SimbaOptions.RECORD_TEXT_TEMPLATE,
                  SimbaOptions.RECORD_SEVERITY_FIELD,
                  SimbaOptions.RECORD_SEVERITY_SCALE,
                  SimbaOptions.RECORD_TRACE_FIELD,
                  SimbaOptions.RECORD_SPAN_FIELD,
                  SimbaOptions.RECORD_FIELDS,
                  SimbaOptions.RECORD_HEADERS,
                  SimbaOptions.RECORD_MASK,
                  SimbaOptions.RECORD_MASK_KEY_SECRET,
                  SimbaOptions.RECORD_TIME_FIELD,
                  SimbaOptions.RECORD_TIME,
                  SimbaOptions.RECORD_CHARSET,
                  SimbaOptions.RECORD_MALFORMED_TEXT,
                  SimbaOptions.RECORD_MAX_BYTES,
                  SimbaOptions.RECORD_MAX_TOKENS,
                  SimbaOptions.RECORD_JOIN,
                  SimbaOptions.RECORD_JOIN_MAX_LINES,
                  SimbaOptions.RECORD_JOIN_MAX_BYTES,
                  SimbaOptions.RECORD_JOIN_MAX_WAIT)),
          new OptionGroup(
              "Time and windows",
              List.of(
                  SimbaOptions.TIME_ZONE,
                  SimbaOptions.TIME_DATE_ORDER,
                  SimbaOptions.TIME_UNREADABLE,
                  SimbaOptions.TIME_MAX_AHEAD,
                  SimbaOptions.TIME_OUT_OF_ORDERNESS,
                  SimbaOptions.TIME_IDLENESS,
                  SimbaOptions.WINDOW_SIZE,
                  SimbaOptions.WINDOW_MAX_OPEN,
                  SimbaOptions.WINDOW_HIGHLIGHTS,
                  SimbaOptions.WINDOW_NEW_PATTERNS,
                  SimbaOptions.WINDOW_SILENCE,
                  SimbaOptions.WINDOW_TEXT_MAX_TOKENS,
                  SimbaOptions.WINDOW_TEXT_PROMPT)),
          new OptionGroup(
              "Chunks and bundles",
              List.of(
                  SimbaOptions.CHUNK_TOKENS,
                  SimbaOptions.CHUNK_MAX_WAIT,
                  SimbaOptions.BUNDLE_TOKENS,
                  SimbaOptions.BUNDLE_MAX_WAIT)),
          new OptionGroup(
              "Keeping and reading tokens",
              List.of(
                  SimbaOptions.KEEP_LAST,
                  SimbaOptions.KEEP_SCHEDULE,
                  SimbaOptions.KEEP_DENSE_LAYERS,
                  SimbaOptions.KEEP_CRITERION,
                  SimbaOptions.KEEP_HORIZON,
                  SimbaOptions.KEEP_ADAPTIVE_ENABLED,
                  SimbaOptions.KEEP_ADAPTIVE_FLOOR,
                  SimbaOptions.KEEP_ADAPTIVE_INTERVAL,
                  SimbaOptions.READOUT_ENABLED,
                  SimbaOptions.RECALL_ENABLED)),
          new OptionGroup(
              "State",
              List.of(
                  SimbaOptions.STATE_PRECISION,
                  SimbaOptions.PATTERNS_MAX,
                  SimbaOptions.STATE_IDLE_EXPIRY,
                  SimbaOptions.STATE_MODEL_MISMATCH,
                  SimbaOptions.STATE_WARM_UP_RECORDS)),
          new OptionGroup(
              "Output",
              List.of(
                  SimbaOptions.OUTPUT_SUMMARIES_TOPIC,
                  SimbaOptions.OUTPUT_SCORED_ENABLED,
                  SimbaOptions.OUTPUT_SCORED_TOPIC,
                  SimbaOptions.OUTPUT_SCORED_FORMAT,
                  SimbaOptions.OUTPUT_WORK_ENABLED,
                  SimbaOptions.OUTPUT_WORK_TOPIC,
                  SimbaOptions.OUTPUT_PATTERNS_ENABLED,
                  SimbaOptions.OUTPUT_PATTERNS_TOPIC,
                  SimbaOptions.OUTPUT_PATTERNS_MAX,
                  SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC,
                  SimbaOptions.REPLAY_PROGRESS_TOPIC,
                  SimbaOptions.OUTPUT_TRANSACTIONAL_ID_PREFIX,
                  SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT)),
          new OptionGroup(
              "Alerts",
              List.of(
                  SimbaOptions.ALERTS_ENABLED,
                  SimbaOptions.ALERTS_TOPIC,
                  SimbaOptions.ALERTS_THRESHOLD,
                  SimbaOptions.ALERTS_QUIET_TIME,
                  SimbaOptions.ALERTS_UPDATE_INTERVAL,
                  SimbaOptions.ALERTS_MAX_PER_HOUR,
                  SimbaOptions.ALERTS_LINES)),
          new OptionGroup(
              "Teaching", List.of(SimbaOptions.CONTROL_ENABLED, SimbaOptions.CONTROL_TOPIC)));

  /** All options, without their groups. */
  static List<ConfigOption<?>> allOptions() {
    return ALL.stream().<ConfigOption<?>>flatMap(group -> group.options().stream()).toList();
  }
}
