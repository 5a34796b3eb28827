package org.simbastream.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.simbastream.annotation.Internal;

/**
 * The alerts of one stream.
 *
 * @param open its open alerts, at most one of each kind
 * @param hour the latest hour in which one opened, in hours since the epoch
 * @param opened how many opened in that hour
 * @param suppressed how many were not told since the last one that opened
 * @param suppressedUntil the event time from which that no longer counts
 */
@Internal
public record StreamAlerts(
    List<OpenAlert> open, long hour, int opened, long suppressed, long suppressedUntil) {

  /** Those of a stream that never had any. */
  public static final StreamAlerts NONE =
      new StreamAlerts(List.of(), Long.MIN_VALUE, 0, 0, Long.MIN_VALUE);

  /** The open alert of a kind. */
  public Optional<OpenAlert> find(AlertKind kind) {
    return open.stream().filter(each -> each.alert().kind() == kind).findFirst();
  }

  /** The same with this alert in place of the one of its kind. */
  public StreamAlerts with(OpenAlert alert) {
    List<OpenAlert> all = new ArrayList<>(without(alert.alert().kind()).open);
    all.add(alert);
    return withOpen(all);
  }

  /** The same without the alert of that kind. */
  public StreamAlerts without(AlertKind kind) {
    return withOpen(open.stream().filter(each -> each.alert().kind() != kind).toList());
  }

  private StreamAlerts withOpen(List<OpenAlert> alerts) {
    return new StreamAlerts(List.copyOf(alerts), hour, opened, suppressed, suppressedUntil);
  }
}
