package org.simbastream.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Log lines of several services. */
final class TestLines {

  /** How far behind the greatest time before it a line may come. */
  static final long OUT_OF_ORDERNESS_MS = 5_000;

  static final long FIRST = 1_700_000_040_000L;

  private static final String[] TEMPLATES = {
    "INFO dfs.DataNode: Received block blk_%d of size 67108864 from 10.0.0.%d",
    "INFO server.Leader: follower %d has acknowledged %d transactions",
    "WARN worker: request %d took %d ms",
    "ERROR storage: write of segment %d failed, %d bytes are lost"
  };

  private TestLines() {}

  /** One line of one service. */
  record Line(String service, long time, String text) {}

  /** Lines over several minutes, out of order within the bound. */
  static List<Line> of(int services, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int template = random.nextInt(10) < 8 ? random.nextInt(2) : random.nextInt(4);
      String text = TEMPLATES[template].formatted(random.nextInt(1 << 20), random.nextInt(250));
      long time = FIRST + i * 600L - random.nextInt(4_000);
      lines.add(new Line("service-" + random.nextInt(services), time, text));
    }
    return lines;
  }
}
