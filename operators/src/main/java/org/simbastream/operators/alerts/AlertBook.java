package org.simbastream.operators.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.simbastream.operators.settings.AlertSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.OpenAlert;
import org.simbastream.records.StreamAlerts;

/**
 * The rules of alerts, for one stream at a time. What is told follows from the stream's signals in
 * their order alone, not from when watermarks come between them: whatever is due is due at the end
 * of a window, and is done by the watermark that passes it or by a signal of the same kind behind
 * it, whichever comes first. The watermark cannot be first while a signal before that end is
 * missing, since the Simba operator closes all chunks of a window before it forwards its end. Only
 * late records are told by chance.
 */
final class AlertBook {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** For how long a stream remembers that alerts were suppressed, in milliseconds. */
  private static final long SUPPRESSED_FOR = Duration.ofDays(1).toMillis();

  private final AlertSettings settings;
  private final OperatorSettings.Window window;
  private final long silentFor; // until a silence closes that does not end; in milliseconds
  private final Consumer<Alert> told;
  private final Runnable suppressed;

  /**
   * A book.
   *
   * @param told takes what is told
   * @param suppressed is called for each alert that is not
   */
  AlertBook(OperatorSettings settings, Consumer<Alert> told, Runnable suppressed) {
    this.settings = settings.alerts();
    this.window = settings.window();
    this.silentFor =
        settings.idleExpiry().isZero() ? Long.MAX_VALUE : settings.idleExpiry().toMillis();
    this.told = told;
    this.suppressed = suppressed;
  }

  /** Takes the stream's next signal. */
  StreamAlerts take(StreamAlerts before, AlertSignal signal) {
    StreamAlerts now =
        before
            .find(signal.kind())
            .map(alert -> advance(before, alert, signal.time()))
            .orElse(before);
    Optional<OpenAlert> open = now.find(signal.kind());
    if (signal.type() == AlertSignal.Type.HEARD) {
      return open.map(silence -> heard(now, silence, signal)).orElse(now);
    }
    if (open.isEmpty() && !opens(signal)) {
      return now;
    }
    OpenAlert alert = open.map(it -> joined(it, signal)).orElseGet(() -> begun(signal));
    return alert.muted() ? open(now, alert, open.isEmpty(), signal.time()) : now.with(alert);
  }

  /** Does what is due by a time, after all signals before it have come. */
  StreamAlerts passed(StreamAlerts before, long time) {
    StreamAlerts now = before;
    for (OpenAlert alert : before.open()) {
      now = advance(now, alert, time);
    }
    return now;
  }

  /** Tells what is untold, since no more comes. What is open stays so. */
  StreamAlerts ended(StreamAlerts before) {
    StreamAlerts now = before;
    for (OpenAlert alert : before.open()) {
      if (alert.untold() && !alert.muted()) {
        now = now.with(updated(alert));
      }
    }
    return now;
  }

  /** The event time at which something is due; the greatest time if never. */
  long due(StreamAlerts alerts) {
    long forgotten = alerts.open().isEmpty() ? forgottenFrom(alerts) : Long.MAX_VALUE;
    return alerts.open().stream().mapToLong(OpenAlert::due).reduce(forgotten, Math::min);
  }

  /** Whether nothing is left of a stream's alerts that counts from this time on. */
  boolean isForgotten(StreamAlerts alerts, long time) {
    return alerts.open().isEmpty() && forgottenFrom(alerts) <= time;
  }

  private long forgottenFrom(StreamAlerts alerts) {
    if (alerts.hour() == Long.MIN_VALUE) {
      return Long.MIN_VALUE;
    }
    long counted = (alerts.hour() + 1) * HOUR;
    return windowEnd(
        alerts.suppressed() > 0 ? Math.max(counted, alerts.suppressedUntil()) : counted);
  }

  private boolean opens(AlertSignal signal) {
    return signal.type() == AlertSignal.Type.SILENCE || signal.score() >= settings.threshold();
  }

  /** Does what is due of one alert by a time. */
  private StreamAlerts advance(StreamAlerts before, OpenAlert alert, long time) {
    OpenAlert now = alert;
    if (now.untold()
        && !now.muted()
        && now.nextUpdate() <= time
        && now.nextUpdate() < now.closes()) {
      now = updated(now);
    }
    if (now.closes() > time) {
      return now == alert ? before : before.with(now);
    }
    return closed(before, now);
  }

  private OpenAlert updated(OpenAlert alert) {
    Alert now = alert.alert().told(Alert.State.UPDATED, 0);
    told.accept(now);
    long next = windowEnd(plus(alert.nextUpdate(), settings.updateInterval().toMillis()));
    return new OpenAlert(now, false, false, next, alert.closes());
  }

  private StreamAlerts closed(StreamAlerts before, OpenAlert alert) {
    if (!alert.muted()) {
      told.accept(alert.alert().told(Alert.State.CLOSED, 0));
    }
    return before.without(alert.alert().kind());
  }

  /** A silence is over if it was told before the window in which the stream was heard ended. */
  private StreamAlerts heard(StreamAlerts before, OpenAlert silence, AlertSignal signal) {
    if (signal.time() <= silence.alert().lastSeen()) {
      return before;
    }
    Alert until = silence.alert().seenUntil(Math.max(silence.alert().lastSeen(), signal.from()));
    return closed(before, new OpenAlert(until, silence.muted(), false, 0, 0));
  }

  /** A new alert, which is not told yet. */
  private OpenAlert begun(AlertSignal signal) {
    Alert alert =
        new Alert(
            signal.key(),
            signal.kind(),
            Alert.State.OPENED,
            id(signal),
            0,
            signal.from(),
            signal.time(),
            1,
            signal.score(),
            signal.line() == null ? List.of() : List.of(signal.line()),
            0);
    return new OpenAlert(alert, true, true, Long.MIN_VALUE, closes(signal.kind(), signal.time()));
  }

  private OpenAlert joined(OpenAlert open, AlertSignal signal) {
    Alert alert = open.alert();
    Alert joined =
        new Alert(
            alert.key(),
            alert.kind(),
            alert.state(),
            alert.id(),
            alert.sequence(),
            Math.min(alert.firstSeen(), signal.from()),
            Math.max(alert.lastSeen(), signal.time()),
            alert.count() + 1,
            Math.max(alert.score(), signal.score()),
            TopLines.with(alert.lines(), signal.line(), settings.lines()),
            alert.suppressed());
    long nextUpdate =
        open.untold() ? open.nextUpdate() : Math.max(open.nextUpdate(), windowEnd(signal.time()));
    return new OpenAlert(
        joined, open.muted(), true, nextUpdate, closes(alert.kind(), joined.lastSeen()));
  }

  /** Tells that an alert opens, unless too many of its stream have in this hour. */
  private StreamAlerts open(StreamAlerts before, OpenAlert alert, boolean isNew, long time) {
    long hour = Math.max(before.hour(), Math.floorDiv(time, HOUR));
    int opened = hour == before.hour() ? before.opened() : 0;
    long others = time < before.suppressedUntil() ? before.suppressed() : 0;
    if (opened >= settings.maxPerHour()) {
      if (isNew) {
        suppressed.run();
      }
      return new StreamAlerts(
              before.open(),
              hour,
              opened,
              isNew ? others + 1 : others,
              isNew ? plus(time, SUPPRESSED_FOR) : before.suppressedUntil())
          .with(alert);
    }
    Alert now = alert.alert().told(Alert.State.OPENED, isNew ? others : Math.max(0, others - 1));
    told.accept(now);
    long next = windowEnd(plus(time, settings.updateInterval().toMillis()));
    return new StreamAlerts(before.open(), hour, opened + 1, 0, Long.MIN_VALUE)
        .with(new OpenAlert(now, false, false, next, alert.closes()));
  }

  private long closes(AlertKind kind, long lastSeen) {
    long quiet = kind == AlertKind.SILENCE ? silentFor : settings.quietTime().toMillis();
    return windowEnd(plus(lastSeen, quiet));
  }

  private long windowEnd(long time) {
    return time == Long.MAX_VALUE ? time : window.end(window.start(time));
  }

  private static long plus(long time, long more) {
    return time > Long.MAX_VALUE - more ? Long.MAX_VALUE : time + more;
  }

  /** The same for the same signal of the same stream, whenever it is read. */
  private static String id(AlertSignal signal) {
    String begun =
        signal.kind().word()
            + '\n'
            + signal.from()
            + '\n'
            + signal.time()
            + '\n'
            + (signal.line() == null ? "" : signal.line().position())
            + '\n'
            + signal.key();
    return UUID.nameUUIDFromBytes(begun.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
