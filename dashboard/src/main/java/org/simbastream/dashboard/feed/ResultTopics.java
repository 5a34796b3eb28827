package org.simbastream.dashboard.feed;

import java.util.List;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/**
 * The topics that a job writes.
 *
 * @param summaries summaries of windows
 * @param scored scored records; a job may not write them
 * @param work work counts; a job may not write them
 * @param deadLetters records that could not be processed
 * @param alerts what happened on streams; a job may not write them
 * @param patterns the patterns of windows; a job may not write them
 */
public record ResultTopics(
    String summaries,
    String scored,
    String work,
    String deadLetters,
    String alerts,
    String patterns) {

  /** Those that a configuration names. */
  public static ResultTopics of(SimbaConfiguration configuration) {
    return new ResultTopics(
        configuration.get(SimbaOptions.OUTPUT_SUMMARIES_TOPIC),
        configuration.get(SimbaOptions.OUTPUT_SCORED_TOPIC),
        configuration.get(SimbaOptions.OUTPUT_WORK_TOPIC),
        configuration.get(SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC),
        configuration.get(SimbaOptions.ALERTS_TOPIC),
        configuration.get(SimbaOptions.OUTPUT_PATTERNS_TOPIC));
  }

  List<String> all() {
    return List.of(summaries, scored, work, deadLetters, alerts, patterns);
  }
}
