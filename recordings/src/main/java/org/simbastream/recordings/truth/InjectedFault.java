package org.simbastream.recordings.truth;

import java.util.List;
import java.util.Map;

/**
 * A fault of a recording.
 *
 * @param kind its kind
 * @param process to which process it was done: its log's name without {@code .log}; what was done
 *     to the job is named by the process whose log shows it first
 * @param done what was done
 * @param injectedAt read right before it was done, UTC
 * @param endedAt read right after its cause was taken away
 * @param recoveredAt when everything worked again and the last trouble had been logged
 * @param lines what was logged from the injection to the recovery, by file
 * @param firstLines the first lines that show it
 * @param lastLines the last line that the process logged before it
 */
public record InjectedFault(
    String kind,
    String process,
    String done,
    String injectedAt,
    String endedAt,
    String recoveredAt,
    Map<String, LineRange> lines,
    List<ShownLine> firstLines,
    List<ShownLine> lastLines) {}
