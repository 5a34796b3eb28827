package org.simbastream.dashboard.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The alerts of all streams: those that are open, and the latest of those that are over. Their
 * number is bounded. Thread-safe.
 */
public final class LiveAlerts {

  private final int most;
  private final Map<String, AlertView> open = new LinkedHashMap<>(); // by kind and stream
  private final Deque<AlertView> closed = new ArrayDeque<>(); // the latest first
  private long forgotten;
  private long version;

  /**
   * @param most open alerts that are kept at most, and closed ones
   */
  LiveAlerts(int most) {
    this.most = most;
  }

  /**
   * The alerts of one moment.
   *
   * @param open those that are open, the one that began last first
   * @param closed the latest of those that are over, the latest first
   * @param forgotten how many open ones were dropped because there were too many
   * @param version grows with every change
   */
  public record View(List<AlertView> open, List<AlertView> closed, long forgotten, long version) {}

  /** Takes what is told of an alert, which replaces what was told before. */
  public synchronized void take(AlertView alert) {
    version++;
    open.remove(alert.name());
    closed.removeIf(other -> other.id().equals(alert.id()));
    if (alert.open()) {
      open.put(alert.name(), alert);
      if (open.size() > most) {
        open.values().stream()
            .min(Comparator.comparingLong(AlertView::lastSeen))
            .ifPresent(eldest -> open.remove(eldest.name()));
        forgotten++;
      }
    } else {
      closed.addFirst(alert);
      if (closed.size() > most) {
        closed.removeLast();
      }
    }
  }

  /** How many are open. */
  public synchronized int open() {
    return open.size();
  }

  /** Grows with every change; 0 if no alert was read. */
  public synchronized long version() {
    return version;
  }

  synchronized View view() {
    return new View(openOnes().toList(), List.copyOf(closed), forgotten, version);
  }

  /** Those of one stream: open ones, then the latest closed ones. */
  synchronized List<AlertView> of(String key, int atMost) {
    return Stream.concat(openOnes(), closed.stream())
        .filter(alert -> alert.key().equals(key))
        .limit(atMost)
        .toList();
  }

  private Stream<AlertView> openOnes() {
    return open.values().stream()
        .sorted(
            Comparator.comparingLong(AlertView::firstSeen)
                .reversed()
                .thenComparing(AlertView::name));
  }
}
