package org.simbastream.job.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;

/** Refuses Flink's options that would silently break exactly-once results. */
public final class ExactlyOnceChecks {

  private ExactlyOnceChecks() {}

  /**
   * Checks the options in force for a job, whether set by the job or inherited from a cluster.
   *
   * @throws InvalidConfigurationException with everything that is wrong
   */
  public static void requireFor(ReadableConfig effective) {
    List<String> problems = new ArrayList<>();
    run(effective, problems);
    Duration interval =
        effective.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(Duration.ZERO);
    if (interval.isZero() || interval.isNegative()) {
      problems.add(
          "%s is not set, so that there are no checkpoints and no result ever becomes visible; set"
                  .formatted(CheckpointingOptions.CHECKPOINTING_INTERVAL.key())
              + " %s.".formatted(SimbaOptions.CHECKPOINT_INTERVAL.key()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
  }

  /**
   * Checks the given options.
   *
   * @param flink Flink's options
   * @param problems collects their errors
   */
  static void run(ReadableConfig flink, List<String> problems) {
    check(
        flink,
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        CheckpointingMode.EXACTLY_ONCE,
        "with which, after a failure, records count twice and results are written twice",
        problems);
    check(
        flink,
        CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH,
        true,
        "with which the last results of a bounded input are never committed",
        problems);
  }

  private static <T> void check(
      ReadableConfig flink, ConfigOption<T> option, T needed, String harm, List<String> problems) {
    T value;
    try {
      value = flink.get(option);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return;
    }
    if (!value.equals(needed)) {
      problems.add(
          ("%s is '%s', %s; remove it, or where the cluster sets it for all its jobs, set it to"
                  + " '%s' for this one.")
              .formatted(option.key(), value, harm, needed));
    }
  }
}
