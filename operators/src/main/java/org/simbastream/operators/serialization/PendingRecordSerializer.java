package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.serialization.VersionedSerializer;

/** A record that waits for its chunk to close. */
@Internal
public final class PendingRecordSerializer extends VersionedSerializer<PendingRecord> {

  /** The one instance; it has no state. */
  public static final PendingRecordSerializer INSTANCE = new PendingRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 3;

  /** The first version in which each record has its window. */
  private static final int WITH_WINDOW = 2;

  /** The first version in which each record has what it carries beside its text. */
  private static final int WITH_ATTRIBUTES = 3;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(PendingRecord value, DataOutputView out) throws IOException {
    TokenizedRecord record = value.record();
    StringValue.writeString(record.key(), out);
    Records.writePosition(record.position(), out);
    out.writeLong(record.time());
    StringValue.writeString(record.text(), out);
    out.writeInt(record.tokens().length);
    for (int token : record.tokens()) {
      out.writeInt(token);
    }
    out.writeBoolean(record.truncated());
    out.writeBoolean(value.late());
    out.writeLong(value.window());
    Beside.write(record.attributes(), record.position(), out);
  }

  @Override
  protected PendingRecord read(int version, DataInputView in) throws IOException {
    String key = Records.readString(in);
    Position position = Records.readPosition(in);
    long time = in.readLong();
    String text = Records.readString(in);
    int[] tokens = Records.readInts(in);
    boolean truncated = in.readBoolean();
    boolean late = in.readBoolean();
    long window = version < WITH_WINDOW ? PendingRecord.OF_CHUNK : in.readLong();
    Beside.Read beside = version < WITH_ATTRIBUTES ? Beside.Read.NOTHING : Beside.read(in);
    return new PendingRecord(
        new TokenizedRecord(
            key,
            position.within(beside.index()),
            time,
            text,
            tokens,
            truncated,
            beside.attributes()),
        late,
        window);
  }

  @Override
  public TypeSerializerSnapshot<PendingRecord> snapshotConfiguration() {
    return new PendingRecordSerializerSnapshot();
  }
}
