package org.simbastream.job.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** JSON access lines of a gateway: five minutes, a burst of 150 × 503 within 200, recovery. */
final class AccessLog {

  static final String KEY = "gateway";

  /** The lines before the burst, one a second. */
  static final int BEFORE = 300;

  private static final int BURST = 200;
  private static final int AFTER = 250;
  private static final long START = 1_700_000_040_000L;
  private static final String[] PATHS = {"/api/cart", "/login", "/assets/app.js", "/health"};

  private AccessLog() {}

  static List<TestStreams.Line> lines() {
    SplittableRandom random = new SplittableRandom(7);
    List<TestStreams.Line> lines = new ArrayList<>();
    for (int i = 0; i < BEFORE + BURST + AFTER; i++) {
      boolean failed = i >= BEFORE && i < BEFORE + BURST && i % 4 != 0;
      long time = START + i * 1_000L;
      String order = "/api/orders/" + random.nextInt(10_000);
      String text =
          """
          {"time":"%s","remote":"10.0.%d.%d","method":"%s","path":"%s","status":%d,"bytes":%d,"ms":%d}\
          """
              .formatted(
                  Instant.ofEpochMilli(time),
                  random.nextInt(4),
                  random.nextInt(250),
                  random.nextInt(4) == 0 ? "POST" : "GET",
                  random.nextInt(3) == 0 ? order : PATHS[random.nextInt(PATHS.length)],
                  failed ? 503 : 200,
                  failed ? 0 : random.nextInt(200, 9_000),
                  random.nextInt(failed ? 4 : 60));
      lines.add(new TestStreams.Line(KEY, time, text));
    }
    return lines;
  }
}
