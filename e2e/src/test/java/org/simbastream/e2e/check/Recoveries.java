package org.simbastream.e2e.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Times recoveries by when records reached Kafka, committed or not. */
public final class Recoveries {

  private final List<Arrival> arrivals;
  private final List<Moment> faults;

  private Recoveries(List<Arrival> arrivals, List<Moment> faults) {
    this.arrivals = arrivals;
    this.faults = faults;
  }

  /**
   * A fault and the restore that followed it, in milliseconds since the epoch.
   *
   * @param at when it came
   * @param restoredAt when the JobManager restored the job
   */
  public record Moment(long at, long restoredAt) {}

  private record Arrival(String key, long at, long delay) {}

  /**
   * Times every fault of a run.
   *
   * @param scored what reached the topic of scored records
   * @param writtenAt when each record of the input was written, by its position
   * @param steadyFrom since when records were written at a steady pace; earlier ones tell nothing
   */
  public static List<Recovery> of(
      List<OutputRecord> scored,
      Map<String, Long> writtenAt,
      long steadyFrom,
      List<Moment> faults) {
    List<Arrival> arrivals = new ArrayList<>();
    for (OutputRecord record : scored) {
      Long written = writtenAt.get(OutputKind.SCORED.identity(record.value()));
      if (written != null && written >= steadyFrom) {
        arrivals.add(
            new Arrival(
                OutputKind.key(record.value()),
                record.appendedAt(),
                record.appendedAt() - written));
      }
    }
    return new Recoveries(arrivals, faults).times();
  }

  private List<Recovery> times() {
    List<Recovery> recoveries = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      long end = i + 1 < faults.size() ? faults.get(i + 1).at() : Long.MAX_VALUE;
      recoveries.add(time(faults.get(i), end));
    }
    return recoveries;
  }

  private Recovery time(Moment fault, long end) {
    List<Arrival> after =
        arrivals.stream().filter(a -> a.at() >= fault.restoredAt() && a.at() < end).toList();
    long first = after.stream().mapToLong(Arrival::at).min().orElse(-1);
    long normal =
        arrivals.stream()
            .filter(a -> a.at() < faults.get(0).at())
            .mapToLong(Arrival::delay)
            .max()
            .orElse(0);
    Map<String, Long> soon = new HashMap<>();
    after.stream()
        .filter(a -> a.delay() <= normal)
        .forEach(a -> soon.merge(a.key(), a.at(), Math::min));
    Set<String> keys = after.stream().map(Arrival::key).collect(Collectors.toSet());
    long gone =
        keys.isEmpty() || !soon.keySet().equals(keys)
            ? -1
            : soon.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    return new Recovery(fault.at(), since(fault, first), since(fault, gone));
  }

  private static long since(Moment fault, long at) {
    return at < 0 ? -1 : at - fault.at();
  }
}
