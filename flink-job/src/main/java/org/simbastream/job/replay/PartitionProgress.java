package org.simbastream.job.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The replayed dead letters of one partition, as an offset with metadata: the form of a consumer
 * group's offsets, in which earlier versions stored it.
 *
 * <p>Letters are examined in order, from {@link #start} on; each is then done or left. The offset
 * is that of the first letter left, or the one after the last examined. If letters after it are
 * done already, the metadata holds the ranges of letters that are left: ranges rather than offsets,
 * because a filter leaves runs of letters.
 */
final class PartitionProgress {

  /**
   * The greatest length of the metadata: each transaction writes it in one record, and a later run
   * reads all of these until they are compacted.
   */
  private static final int MAX_METADATA = 64 * 1024;

  private static final String FORMAT = "1:";

  /** Offsets, from inclusive, to exclusive. */
  private record Range(long from, long to) {}

  /**
   * The ranges that an earlier run left, by their start; all other letters before {@link #knownTo}
   * are done.
   */
  private final NavigableMap<Long, Range> leftBefore = new TreeMap<>();

  private final long knownTo;

  private final List<Range> left = new ArrayList<>();
  private long cursor;
  private boolean lastWasLeft;

  private PartitionProgress(Collection<Range> leftBefore, long knownTo, long cursor) {
    leftBefore.forEach(range -> this.leftBefore.put(range.from, range));
    this.knownTo = knownTo;
    this.cursor = cursor;
  }

  /**
   * The progress that a group has committed.
   *
   * @param committed null if it has committed none
   * @param beginning the first offset that the partition still has
   * @throws ReplayException if the metadata was not written by a replay
   */
  static PartitionProgress of(OffsetAndMetadata committed, long beginning) {
    if (committed == null) {
      return new PartitionProgress(List.of(), beginning, beginning);
    }
    long base = committed.offset();
    String metadata = committed.metadata();
    if (metadata.isEmpty()) {
      return new PartitionProgress(List.of(), base, Math.max(base, beginning));
    }
    List<Range> ranges = new ArrayList<>();
    long knownTo = decode(metadata, base, ranges);
    return new PartitionProgress(ranges, knownTo, Math.max(base, beginning));
  }

  /** The offset from which letters must be examined. */
  long start() {
    return cursor;
  }

  /** Whether a letter was replayed by an earlier run. */
  boolean isDone(long offset) {
    Map.Entry<Long, Range> before = leftBefore.floorEntry(offset);
    return offset < knownTo && (before == null || offset >= before.getValue().to);
  }

  /** Marks a letter as done. */
  void done(long offset) {
    cursor = offset + 1;
    lastWasLeft = false;
  }

  /** Marks a letter as left for a later run. */
  void left(long offset) {
    if (lastWasLeft) { // nothing but Kafka's markers lies between the two
      Range last = left.remove(left.size() - 1);
      left.add(new Range(last.from, offset + 1));
    } else {
      left.add(new Range(offset, offset + 1));
    }
    cursor = offset + 1;
    lastWasLeft = true;
  }

  /** An independent copy of this progress. */
  PartitionProgress copy() {
    PartitionProgress copy = new PartitionProgress(leftBefore.values(), knownTo, cursor);
    copy.left.addAll(left);
    copy.lastWasLeft = lastWasLeft;
    return copy;
  }

  /**
   * The offset and metadata to commit.
   *
   * @throws ReplayException if the letters that are left lie in too many ranges to be recorded
   */
  OffsetAndMetadata toCommit() {
    List<Range> all = new ArrayList<>(left);
    for (Range range : leftBefore.values()) {
      if (range.to > cursor) {
        all.add(new Range(Math.max(range.from, cursor), range.to));
      }
    }
    long next = Math.max(knownTo, cursor);
    if (all.isEmpty()) {
      return new OffsetAndMetadata(next);
    }
    String metadata = encode(all, next);
    if (metadata.length() > MAX_METADATA) {
      throw new ReplayException(
          ("the dead letters that this run skips lie in %d separate ranges, more than the progress"
                  + " topic can record; replay fewer at once with --limit, or leave out --reason,"
                  + " --topic and --since")
              .formatted(all.size()));
    }
    return new OffsetAndMetadata(all.get(0).from, metadata);
  }

  /**
   * Encodes the distances between the ends of ranges, from the first one's start, and then to
   * {@code next}.
   */
  private static String encode(List<Range> ranges, long next) {
    ByteBuffer bytes = ByteBuffer.allocate((2 * ranges.size() + 1) * Varints.MAX_BYTES);
    long at = ranges.get(0).from;
    for (Range range : ranges) {
      Varints.write(range.from - at, bytes);
      Varints.write(range.to - range.from, bytes);
      at = range.to;
    }
    Varints.write(next - at, bytes);
    return FORMAT
        + Base64.getEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private static long decode(String metadata, long base, List<Range> ranges) {
    try {
      if (!metadata.startsWith(FORMAT)) {
        throw new IllegalArgumentException("another format");
      }
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getDecoder().decode(metadata.substring(FORMAT.length())));
      long at = base;
      long distance = Varints.read(bytes);
      while (bytes.hasRemaining()) {
        long from = Math.addExact(at, distance);
        at = Math.addExact(from, Varints.read(bytes));
        ranges.add(new Range(from, at));
        distance = Varints.read(bytes);
      }
      return Math.addExact(at, distance);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ReplayException(
          "the recorded progress was not written by simba replay: use another"
              + " simba.replay.progress-topic or simba.input.group-id, or run simba replay with"
              + " --from-beginning",
          e);
    }
  }
}
