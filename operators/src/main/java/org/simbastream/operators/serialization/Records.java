package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.Deviation;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;

/**
 * Reads and writes parts that several serializers share; each serializer owns the version of its
 * parts.
 */
final class Records {

  /** No collection in state is longer; a greater length means damaged bytes. */
  private static final int MAX_LENGTH = 1 << 24;

  private static final int FIRST_PIECE = 1 << 10;

  private static final Deviation.Kind[] KINDS = Deviation.Kind.values();

  private Records() {}

  static int readLength(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("damaged state: a collection of " + length);
    }
    return length;
  }

  /**
   * Reads an array of integers after its length; memory is allocated only for the numbers that are
   * really present.
   */
  static int[] readInts(DataInputView in) throws IOException {
    int length = readLength(in);
    int[] values = new int[Math.min(length, FIRST_PIECE)];
    for (int i = 0; i < length; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, Math.min(length, 2 * i));
      }
      values[i] = in.readInt();
    }
    return values;
  }

  /** As {@link #readInts}, for long numbers. */
  static long[] readLongs(DataInputView in) throws IOException {
    int length = readLength(in);
    long[] values = new long[Math.min(length, FIRST_PIECE)];
    for (int i = 0; i < length; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, Math.min(length, 2 * i));
      }
      values[i] = in.readLong();
    }
    return values;
  }

  /**
   * A string as {@link StringValue#writeString} writes it: its length plus one, then its
   * characters, each number in groups of seven bits. Flink's own reader allocates memory for any
   * length that the bytes claim, up to gigabytes for five damaged bytes.
   */
  static String readString(DataInputView in) throws IOException {
    int length = readNumber(in) - 1;
    if (length < 0) {
      throw new IOException("damaged state: a string that is not there, or of " + length);
    }
    StringBuilder text = new StringBuilder(Math.min(length, FIRST_PIECE));
    for (int i = 0; i < length; i++) {
      text.append((char) readNumber(in));
    }
    return text.toString();
  }

  private static int readNumber(DataInputView in) throws IOException {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("damaged state: a number without an end");
  }

  static void writePosition(Position position, DataOutputView out) throws IOException {
    StringValue.writeString(position.topic(), out);
    out.writeInt(position.partition());
    out.writeLong(position.offset());
  }

  static Position readPosition(DataInputView in) throws IOException {
    return new Position(readString(in), in.readInt(), in.readLong());
  }

  static void writeScored(ScoredRecord record, DataOutputView out) throws IOException {
    StringValue.writeString(record.key(), out);
    writePosition(record.position(), out);
    out.writeLong(record.time());
    StringValue.writeString(record.text(), out);
    out.writeDouble(record.score());
    out.writeDouble(record.depthMean());
    out.writeInt(record.depthMax());
    out.writeInt(record.tokens());
    out.writeBoolean(record.truncated());
    out.writeBoolean(record.late());
    out.writeInt(record.why().size());
    for (Deviation deviation : record.why()) {
      out.writeByte(deviation.kind().ordinal());
      out.writeInt(deviation.from());
      out.writeInt(deviation.to());
      out.writeDouble(deviation.nats());
      StringValue.writeString(deviation.expected(), out);
    }
    Beside.write(record.attributes(), record.position(), out);
  }

  /**
   * A scored record.
   *
   * @param version that of the window it stands in: from 2 it has its reasons, from 3 what it
   *     carries beside its text
   */
  static ScoredRecord readScored(DataInputView in, int version) throws IOException {
    String key = readString(in);
    Position position = readPosition(in);
    long time = in.readLong();
    String text = readString(in);
    double score = in.readDouble();
    double depthMean = in.readDouble();
    int depthMax = in.readInt();
    int tokens = in.readInt();
    boolean truncated = in.readBoolean();
    boolean late = in.readBoolean();
    List<Deviation> why = version > 1 ? readWhy(in) : List.of();
    Beside.Read beside = version > 2 ? Beside.read(in) : Beside.Read.NOTHING;
    return new ScoredRecord(
        key,
        position.within(beside.index()),
        time,
        text,
        score,
        depthMean,
        depthMax,
        tokens,
        truncated,
        late,
        why,
        beside.attributes());
  }

  private static List<Deviation> readWhy(DataInputView in) throws IOException {
    List<Deviation> why = new ArrayList<>();
    for (int i = readLength(in); i > 0; i--) {
      int kind = in.readUnsignedByte();
      if (kind >= KINDS.length) {
        throw new IOException("damaged state: a deviation of kind " + kind);
      }
      why.add(
          new Deviation(KINDS[kind], in.readInt(), in.readInt(), in.readDouble(), readString(in)));
    }
    return List.copyOf(why);
  }

  static void writeWork(OpCounts work, DataOutputView out) throws IOException {
    out.writeLong(work.tokens());
    out.writeInt(work.tokensByLayer().length);
    for (long tokens : work.tokensByLayer()) {
      out.writeLong(tokens);
    }
    out.writeLong(work.dense());
    out.writeLong(work.scoring());
    out.writeLong(work.readout());
    out.writeLong(work.head());
  }

  static OpCounts readWork(DataInputView in) throws IOException {
    long tokens = in.readLong();
    long[] tokensByLayer = readLongs(in);
    return new OpCounts(
        tokens, tokensByLayer, in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
