package org.simbastream.e2e.load;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.simbastream.e2e.load.TestLine.Condition;

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
 * @param late how many of the scored records are late
 * @param isDemanding whether there are late records, partitions that idle, and topics that don't
 *     take every result as it is; see {@link #demanding}
 */
public record TestInput(
    int partitions,
    List<TestLine> lines,
    int scored,
    int summaries,
    int deadLetters,
    int late,
    boolean isDemanding) {

  /** What the topics of a demanding input's results take at most. */
  static final int MAX_MESSAGE_BYTES = 2_500;

  /** By how much time jumps so that windows end: more than they wait for stragglers. */
  static final long JUMP_MS = 10 * InputDrawing.WINDOW_MS;

  private static final int LATE_EVERY = 40;
  private static final int LEAST_STRETCH = 200;

  /**
   * Draws an input that any set-up reads alike.
   *
   * @param streams how many there are, so many times the partitions
   * @param late how many partitions, of the last ones, nothing is written to in the first half
   */
  public static TestInput draw(long seed, int count, int partitions, int streams, int late) {
    InputDrawing drawing = new InputDrawing(seed, partitions, streams);
    drawing.lines(count / 2, partitions - late);
    drawing.lines(count - count / 2, partitions);
    drawing.end(Condition.NONE);
    return drawing.input(false);
  }

  /**
   * Draws an input with all that a job has to cope with.
   *
   * <ul>
   *   <li>The last partition is silent in the first quarter, the one before it in the middle, for
   *       so long that they count as idle: windows end, and are told about, without them.
   *   <li>Records that are late beyond doubt: their window's summary has been committed before they
   *       are written.
   *   <li>Records whose results are too long, or too old, for topics with {@link #topicSettings}.
   * </ul>
   *
   * <p>What is late, and what it counts in, is the same in every run, however far the watermark is:
   * lines come in stretches, time jumps from one to the next, and a stretch begins when all windows
   * before it have been told about. Within a stretch no record can be late but those that shall be.
   */
  public static TestInput demanding(long seed, int count, int partitions, int streams) {
    int last = partitions - 1;
    int stretch = Math.max(LEAST_STRETCH, count / 10);
    InputDrawing drawing = new InputDrawing(seed, partitions, streams);
    drawing.beginLate();
    drawing.demanding(count / 8, count, partition -> true, 0);
    drawing.letWindowsEnd(partition -> true);
    drawing.demanding(count / 12, count, partition -> partition != last, 0);
    drawing.letWindowsEnd(partition -> partition != last);
    drawing.demanding(count * 2 / 5, stretch, partition -> partition != last - 1, LATE_EVERY);
    drawing.letWindowsEnd(partition -> partition != last - 1);
    drawing.demanding(count * 2 / 5, stretch, partition -> true, LATE_EVERY);
    drawing.end(new Condition(true, 0));
    return drawing.input(true);
  }

  /**
   * Options of the job by which a replay gives equal numbers. Where partitions idle, the clock
   * decides which do; windows wait for longer than a stretch is, so that none can get ahead.
   */
  public Map<String, String> options() {
    return isDemanding
        ? Map.of("simba.time.idleness", "2 s", "simba.time.out-of-orderness", "5 min")
        : Map.of("simba.time.idleness", "0 s");
  }

  /** What the topics of the results are set up with. */
  public Map<String, String> topicSettings() {
    return isDemanding
        ? Map.of(
            "max.message.bytes",
            Integer.toString(MAX_MESSAGE_BYTES),
            // the lines are years old
            "message.timestamp.before.max.ms",
            Long.toString(24 * 60 * InputDrawing.WINDOW_MS))
        : Map.of();
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
