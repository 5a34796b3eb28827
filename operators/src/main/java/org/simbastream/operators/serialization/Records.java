package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.model.mamba.Work;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.ScoredRecord;

/** The parts that several of the serializers write; each of those owns the version of its parts. */
final class Records {

  /** No collection in state is longer; a greater length means damaged bytes. */
  private static final int MAX_LENGTH = 1 << 24;

  private Records() {}

  static int readLength(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("damaged state: a collection of " + length);
    }
    return length;
  }

  static void writePosition(Position position, DataOutputView out) throws IOException {
    StringValue.writeString(position.topic(), out);
    out.writeInt(position.partition());
    out.writeLong(position.offset());
  }

  static Position readPosition(DataInputView in) throws IOException {
    return new Position(StringValue.readString(in), in.readInt(), in.readLong());
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
  }

  static ScoredRecord readScored(DataInputView in) throws IOException {
    return new ScoredRecord(
        StringValue.readString(in),
        readPosition(in),
        in.readLong(),
        StringValue.readString(in),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean());
  }

  static void writeWork(Work work, DataOutputView out) throws IOException {
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

  static Work readWork(DataInputView in) throws IOException {
    long tokens = in.readLong();
    long[] tokensByLayer = new long[readLength(in)];
    for (int layer = 0; layer < tokensByLayer.length; layer++) {
      tokensByLayer[layer] = in.readLong();
    }
    return new Work(
        tokens, tokensByLayer, in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
