package org.simbastream.recovery.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * An input drawn from a seed: log lines of several streams in the order of their times, one in a
 * hundred no text, and at last a line a partition whose time lies so far ahead that every window
 * before it closes.
 *
 * @param partitions of the topic
 * @param lines in the order in which they are written
 * @param scored how many scored records they become
 * @param summaries how many window summaries
 * @param deadLetters how many dead letters
 */
public record TestInput(
    int partitions, List<TestLine> lines, int scored, int summaries, int deadLetters) {

  private static final String[] TEMPLATES = {
    "INFO dfs.DataNode: Received block blk_%d of size 67108864 from 10.0.0.%d",
    "INFO server.Leader: follower %d has acknowledged %d transactions",
    "INFO http: GET /items/%d took %d ms",
    "WARN worker: request %d took %d ms",
    "ERROR storage: write of segment %d failed, %d bytes are lost"
  };

  private static final byte[] NO_TEXT = {(byte) 0xc3, 0x28};
  private static final long WINDOW_MS = 60_000;
  private static final long START = 28_333_334 * WINDOW_MS;
  private static final long STEP_MS = 200;

  /**
   * Draws an input.
   *
   * @param streams how many there are, so many times the partitions
   * @param late how many partitions, of the last ones, nothing is written to in the first half
   */
  public static TestInput draw(long seed, int count, int partitions, int streams, int late) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TestLine> lines = new ArrayList<>();
    Set<String> windows = new HashSet<>();
    int readable = 0;
    for (int i = 0; i < count; i++) {
      int used = i < count / 2 ? partitions - late : partitions;
      int partition = random.nextInt(used);
      String key = "host-" + (partition + partitions * random.nextInt(streams / partitions));
      long time = START + i * STEP_MS;
      boolean text = random.nextInt(100) > 0;
      lines.add(new TestLine(key, partition, time, text ? line(random) : NO_TEXT, text));
      if (text) {
        readable++;
        windows.add(key + " " + time / WINDOW_MS);
      }
    }
    long ahead = START + count * STEP_MS + 10 * WINDOW_MS;
    for (int partition = 0; partition < partitions; partition++) {
      byte[] last = "INFO end".getBytes(StandardCharsets.UTF_8);
      lines.add(new TestLine("end-" + partition, partition, ahead, last, true));
    }
    return new TestInput(partitions, lines, readable, windows.size(), count - readable);
  }

  private static byte[] line(SplittableRandom random) {
    int template = random.nextInt(10) < 8 ? random.nextInt(3) : random.nextInt(TEMPLATES.length);
    return TEMPLATES[template]
        .formatted(random.nextInt(1 << 20), random.nextInt(250))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The lines before the late partitions'. */
  public List<TestLine> firstHalf() {
    return lines.subList(0, half());
  }

  /** The other lines of some partitions, but for the last of each. */
  public List<TestLine> secondHalf(IntPredicate ofPartition) {
    return lines.subList(half(), lines.size() - partitions).stream()
        .filter(line -> ofPartition.test(line.partition()))
        .toList();
  }

  /** The last line of each partition, which ends all windows. */
  public List<TestLine> ends() {
    return lines.subList(lines.size() - partitions, lines.size());
  }

  private int half() {
    return (lines.size() - partitions) / 2;
  }

  /** How many records are written in all. */
  public int size() {
    return lines.size();
  }
}
