package org.simbastream.e2e.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.simbastream.e2e.load.TestLine.Condition;

/** Draws the lines of an input, and counts what becomes of them. */
final class InputDrawing {

  static final long WINDOW_MS = 60_000;

  private static final String[] TEMPLATES = {
    "INFO dfs.DataNode: Received block blk_%d of size 67108864 from 10.0.0.%d",
    "INFO server.Leader: follower %d has acknowledged %d transactions",
    "INFO http: GET /items/%d took %d ms",
    "WARN worker: request %d took %d ms",
    "ERROR storage: write of segment %d failed, %d bytes are lost"
  };

  private static final byte[] NO_TEXT = {(byte) 0xc3, 0x28};
  private static final long START = 28_333_334 * WINDOW_MS;
  private static final long STEP_MS = 200;

  /** Longer than what the topics of a demanding input take. */
  private static final int LONG = 3 * TestInput.MAX_MESSAGE_BYTES / 2;

  private final SplittableRandom random;
  private final int partitions;
  private final int streams;
  private final List<TestLine> lines = new ArrayList<>();
  private final Set<String> windows = new HashSet<>();
  private int readable;
  private int deadLetters;
  private int late;
  private long time = START;
  private Condition next = Condition.NONE;

  InputDrawing(long seed, int partitions, int streams) {
    this.random = new SplittableRandom(seed);
    this.partitions = partitions;
    this.streams = streams;
  }

  /** So many lines of any stream, on some of the first partitions, one in a hundred no text. */
  void lines(int count, int ofPartitions) {
    for (int i = 0; i < count; i++) {
      line(random.nextInt(ofPartitions), false, false);
    }
  }

  /**
   * The same on the partitions that speak, with values now and then whose results are too long for
   * their topics, and with lines that are late; now and then windows end.
   *
   * @param stretch after how many lines they do
   * @param late how many lines from one that is late to the next; 0: none is
   */
  void demanding(int count, int stretch, IntPredicate speaks, int late) {
    for (int i = 1; i <= count; i++) {
      int partition = random.nextInt(partitions);
      while (!speaks.test(partition)) {
        partition = random.nextInt(partitions);
      }
      line(partition, random.nextInt(50) == 0, deadLetters % 2 == 0);
      if (late > 0 && i % late == 0) {
        lateLine(partition);
      }
      if (i % stretch == 0 && count - i >= stretch) {
        letWindowsEnd(speaks);
      }
    }
  }

  private void line(int partition, boolean isLong, boolean isLongIfRejected) {
    String key = "host-" + (partition + partitions * random.nextInt(streams / partitions));
    boolean text = random.nextInt(100) > 0;
    add(key, partition, time, value(text, isLong || (!text && isLongIfRejected)), text);
    time += STEP_MS;
  }

  /** The first record of each stream that will be late: its window is told about. */
  void beginLate() {
    for (int partition = 0; partition < partitions; partition++) {
      add(lateKey(partition), partition, time, text("INFO begin"), true);
    }
  }

  /**
   * A record of a stream's first window, which was told about long ago, directly after one of now.
   * These are all records that the stream has, and short: the first leaves a chunk open, in whose
   * window the late one counts, whatever the watermark is.
   */
  private void lateLine(int partition) {
    add(lateKey(partition), partition, time, text("INFO now"), true);
    lines.add(
        new TestLine(
            lateKey(partition), partition, START, text("INFO late"), true, Condition.NONE));
    readable++;
    late++;
  }

  private static String lateKey(int partition) {
    return "late-" + partition;
  }

  /**
   * Ends every window before: when all is read, time jumps, by a line on each partition that
   * speaks; what follows waits until the windows' summaries have been committed. Lines on a
   * partition that is read slowly would otherwise be late.
   */
  void letWindowsEnd(IntPredicate speaks) {
    int summaries = windows.size();
    time += TestInput.JUMP_MS;
    next = new Condition(true, 0);
    for (int partition = 0; partition < partitions; partition++) {
      if (speaks.test(partition)) {
        add("tick-" + partition, partition, time, text("INFO tick"), true);
      }
    }
    time += WINDOW_MS;
    next = new Condition(false, summaries);
  }

  /**
   * The last line of each partition, so far ahead that every window before it ends.
   *
   * @param condition what the first of them waits for
   */
  void end(Condition condition) {
    time += TestInput.JUMP_MS;
    for (int partition = 0; partition < partitions; partition++) {
      byte[] end = text("INFO end");
      Condition first = partition == 0 ? condition : Condition.NONE;
      lines.add(new TestLine("end-" + partition, partition, time, end, true, first));
    }
  }

  TestInput input(boolean demanding) {
    return new TestInput(partitions, lines, readable, windows.size(), deadLetters, late, demanding);
  }

  private void add(String key, int partition, long at, byte[] value, boolean text) {
    lines.add(new TestLine(key, partition, at, value, text, next));
    next = Condition.NONE;
    if (text) {
      readable++;
      windows.add(key + " " + at / WINDOW_MS);
    } else {
      deadLetters++;
    }
  }

  private byte[] value(boolean text, boolean isLong) {
    byte[] value = text ? template() : NO_TEXT;
    if (!isLong) {
      return value;
    }
    // the same bytes again and again: text stays text, and what is none stays none
    byte[] longer = new byte[LONG / value.length * value.length];
    for (int i = 0; i < longer.length; i++) {
      longer[i] = value[i % value.length];
    }
    return longer;
  }

  private byte[] template() {
    int template = random.nextInt(10) < 8 ? random.nextInt(3) : random.nextInt(TEMPLATES.length);
    return text(TEMPLATES[template].formatted(random.nextInt(1 << 20), random.nextInt(250)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
