package org.simbastream.e2e.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;
import org.simbastream.e2e.check.Comparison;
import org.simbastream.e2e.check.Recovery;

/**
 * What one fault, or a recovery that was broken on purpose, came to.
 *
 * @param fault what was done
 * @param negative what was broken on purpose; null if nothing
 * @param tried how often
 * @param records scored records, summaries and dead letters that were compared, in all
 * @param lost records
 * @param doubled records
 * @param different records
 * @param unexpected records
 * @param hiddenStates streams whose hidden state differs at the end; -1 if not compared
 * @param recoveries the times of each
 * @param notes what else was seen
 */
public record FaultReport(
    String fault,
    String negative,
    int tried,
    int records,
    int lost,
    int doubled,
    int different,
    int unexpected,
    int hiddenStates,
    List<Recovery> recoveries,
    List<String> notes) {

  /** A report without faults yet. */
  public static FaultReport begin(String fault, String negative) {
    return new FaultReport(fault, negative, 0, 0, 0, 0, 0, 0, -1, List.of(), List.of());
  }

  /** With the faults of another trial. */
  public FaultReport plus(
      int more, int moreRecords, Comparison found, List<Recovery> times, List<String> moreNotes) {
    return new FaultReport(
        fault,
        negative,
        tried + more,
        records + moreRecords,
        lost + found.lost(),
        doubled + found.doubled(),
        different + found.different(),
        unexpected + found.unexpected(),
        found.hiddenStates() < 0 ? hiddenStates : Math.max(0, hiddenStates) + found.hiddenStates(),
        joined(recoveries, times),
        joined(notes, moreNotes));
  }

  /** With more that was seen. */
  public FaultReport withNotes(List<String> more) {
    return new FaultReport(
        fault,
        negative,
        tried,
        records,
        lost,
        doubled,
        different,
        unexpected,
        hiddenStates,
        recoveries,
        joined(notes, more));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Whether everything is as in a run without faults. */
  @JsonIgnore
  public boolean isEqual() {
    return lost == 0 && doubled == 0 && different == 0 && unexpected == 0 && hiddenStates <= 0;
  }
}
