package org.simbastream.operators.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.operators.settings.AlertSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.Position;

/** Signals and settings for the tests of alerts. */
final class Signals {

  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  /** A whole hour. */
  static final long BEGIN = 500_000 * HOUR;

  private static final AlertKind[] KINDS = {AlertKind.VALUE, AlertKind.PATTERN, AlertKind.RATE};

  private Signals() {}

  /** Windows of a minute, quiet after ten, updates every five, three an hour. */
  static OperatorSettings settings() {
    return OperatorSettings.builder()
        .window(Duration.ofMinutes(1))
        .idleExpiry(Duration.ofDays(1))
        .alerts(new AlertSettings(true, 4, Duration.ofMinutes(10), Duration.ofMinutes(5), 3, 2))
        .build();
  }

  static AlertSignal record(String key, AlertKind kind, long time, double score) {
    Position position = new Position("logs", 0, time);
    AlertLine line = new AlertLine("line " + time, score, time, position, List.of());
    return new AlertSignal(key, AlertSignal.Type.RECORD, kind, time, time, score, line);
  }

  static AlertSignal silence(String key, long since, long time) {
    return new AlertSignal(
        key, AlertSignal.Type.SILENCE, AlertKind.SILENCE, since, time, 4.5, null);
  }

  static AlertSignal heard(String key, long windowEnd) {
    return new AlertSignal(
        key, AlertSignal.Type.HEARD, AlertKind.SILENCE, windowEnd - MINUTE, windowEnd - 1, 0, null);
  }

  /**
   * Signals of several streams: bursts, pauses of minutes to hours, silences, and records up to two
   * minutes out of order.
   */
  static List<AlertSignal> random(int keys, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AlertSignal> signals = new ArrayList<>();
    long now = BEGIN;
    for (int i = 0; i < count; i++) {
      now += random.nextInt(8) == 0 ? random.nextLong(40 * MINUTE) : random.nextLong(90_000);
      String key = "key-" + random.nextInt(keys);
      int what = random.nextInt(12);
      if (what == 0) {
        long end = now - Math.floorMod(now, MINUTE);
        signals.add(silence(key, end - 4 * MINUTE, end - 1));
      } else if (what == 1) {
        signals.add(heard(key, now - Math.floorMod(now, MINUTE)));
      } else {
        AlertKind kind = KINDS[random.nextInt(KINDS.length)];
        long time = now - random.nextLong(2 * MINUTE);
        signals.add(record(key, kind, time, 2 + random.nextInt(50) / 10.0));
      }
    }
    return signals;
  }
}
