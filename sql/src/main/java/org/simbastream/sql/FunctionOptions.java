package org.simbastream.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/**
 * The options of a call, {@code name=value; name=value}: those of the job's options that apply to a
 * function, with the job's names, defaults and checks.
 */
final class FunctionOptions {

  /** Every option that a call may set. */
  static final List<ConfigOption<?>> ALLOWED =
      List.of(
          SimbaOptions.MODEL,
          SimbaOptions.MODEL_WEIGHTS,
          SimbaOptions.RECORD_MAX_BYTES,
          SimbaOptions.RECORD_MAX_TOKENS,
          SimbaOptions.RECORD_MASK,
          SimbaOptions.TIME_MAX_AHEAD,
          SimbaOptions.WINDOW_SIZE,
          SimbaOptions.WINDOW_MAX_OPEN,
          SimbaOptions.WINDOW_HIGHLIGHTS,
          SimbaOptions.WINDOW_NEW_PATTERNS,
          SimbaOptions.WINDOW_SILENCE,
          SimbaOptions.WINDOW_TEXT_MAX_TOKENS,
          SimbaOptions.WINDOW_TEXT_PROMPT,
          SimbaOptions.CHUNK_TOKENS,
          SimbaOptions.KEEP_LAST,
          SimbaOptions.KEEP_SCHEDULE,
          SimbaOptions.KEEP_DENSE_LAYERS,
          SimbaOptions.KEEP_CRITERION,
          SimbaOptions.KEEP_HORIZON,
          SimbaOptions.READOUT_ENABLED,
          SimbaOptions.RECALL_ENABLED,
          SimbaOptions.STATE_PRECISION,
          SimbaOptions.PATTERNS_MAX,
          SimbaOptions.STATE_IDLE_EXPIRY,
          SimbaOptions.STATE_MODEL_MISMATCH,
          SimbaOptions.STATE_WARM_UP_RECORDS);

  private static final Set<String> ALLOWED_NAMES =
      ALLOWED.stream().map(ConfigOption::key).collect(Collectors.toUnmodifiableSet());

  private static final String KAFKA = "simba.kafka.";

  /** Remedies for options that a function does not support, by the prefix of their names. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          SimbaOptions.CHUNK_MAX_WAIT.key(),
          "a SQL function has no processing-time timers: a chunk waits for tokens or its window's"
              + " end",
          "simba.bundle.",
          "a SQL function reads one stream at a time",
          "simba.keep.adaptive.",
          "a SQL function can't measure the load of its task",
          KAFKA,
          "the table names the source of records",
          "simba.input.",
          "the table names the source of records",
          "simba.output.",
          "INSERT INTO names the target of results",
          "simba.record.",
          "the table's format and columns define a record",
          "simba.time.",
          "the table's WATERMARK defines event time",
          SimbaOptions.CHECKPOINT_INTERVAL.key(),
          "use execution.checkpointing.interval",
          SimbaOptions.NAME.key(),
          "use pipeline.name");

  private FunctionOptions() {}

  /**
   * Reads and checks options.
   *
   * @param written the options as in the call; null or blank for none
   * @throws InvalidConfigurationException with everything that is wrong
   */
  static SimbaConfiguration read(String written) {
    List<String> problems = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String pair : (written == null ? "" : written).split("[;\\n]")) {
      if (!pair.isBlank()) {
        add(pair.strip(), given, problems);
      }
    }
    Map<String, String> checked = new LinkedHashMap<>(given);
    checked.put(SimbaOptions.CHUNK_MAX_WAIT.key(), "0 s");
    try {
      SimbaConfiguration configuration = SimbaConfiguration.of(checked);
      if (problems.isEmpty()) {
        return configuration;
      }
    } catch (InvalidConfigurationException e) {
      problems.addAll(e.problems());
    }
    throw new InvalidConfigurationException(problems);
  }

  private static void add(String pair, Map<String, String> given, List<String> problems) {
    int at = pair.indexOf('=');
    if (at < 0) {
      problems.add(
          "'%s' is not an option; write name=value, with a semicolon between two.".formatted(pair));
      return;
    }
    String name = pair.substring(0, at).strip();
    String value = pair.substring(at + 1).strip();
    if (given.containsKey(name)) {
      problems.add("%s is given twice; give it once.".formatted(name));
    } else if (!name.startsWith(SimbaOptions.PREFIX)) {
      problems.add(
          ("%s is not an option of a function; set Flink's own options with SET; simba-stream's"
                  + " begin with %s.")
              .formatted(name, SimbaOptions.PREFIX));
    } else if (isTheJobsAlone(name, value)) {
      // what Kafka's clients get may be secret, too
      boolean secret =
          name.startsWith(KAFKA) || name.equals(SimbaOptions.RECORD_MASK_KEY_SECRET.key());
      String shown = secret ? "given" : "'" + value + "'";
      problems.add(
          "%s is %s, but can't be set in SQL: %s; remove it."
              .formatted(name, shown, elsewhere(name)));
    } else {
      given.put(name, value);
    }
  }

  /**
   * Whether the option exists for the job but not for a function; other unknown names are misspelt.
   */
  private static boolean isTheJobsAlone(String name, String value) {
    if (ALLOWED_NAMES.contains(name) || elsewhere(name) == null) {
      return false;
    }
    try {
      SimbaConfiguration.of(Map.of(name, value));
      return true;
    } catch (InvalidConfigurationException e) {
      return e.problems().stream().noneMatch(p -> p.startsWith(name + " is not an option"));
    }
  }

  private static String elsewhere(String name) {
    return ELSEWHERE.entrySet().stream()
        .filter(why -> name.startsWith(why.getKey()))
        .flatMap(why -> Stream.of(why.getValue()))
        .findFirst()
        .orElse(null);
  }
}
