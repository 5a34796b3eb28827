package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.operators.text.PendingLines;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.text.join.OpenRecord;

/** A record that waits for further lines. */
@Internal
public final class PendingLinesSerializer extends VersionedSerializer<PendingLines> {

  /** The one instance; it has no state. */
  public static final PendingLinesSerializer INSTANCE = new PendingLinesSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(PendingLines value, DataOutputView out) throws IOException {
    writeLine(value.first(), out);
    OpenRecord open = value.open();
    boolean joined = open.lines() > 1;
    out.writeBoolean(joined);
    if (joined) {
      StringValue.writeString(open.text(), out);
    }
    out.writeByte(open.mode());
    out.writeInt(open.depth());
    out.writeInt(open.lines());
    out.writeBoolean(value.blank() != null);
    if (value.blank() != null) {
      writeLine(value.blank(), out);
    }
    out.writeLong(value.since());
    out.writeLong(value.timer());
  }

  @Override
  protected PendingLines read(int version, DataInputView in) throws IOException {
    IncomingRecord first = readLine(in);
    String text = in.readBoolean() ? Records.readString(in) : first.text();
    OpenRecord open = OpenRecord.restore(text, in.readByte(), in.readInt(), in.readInt());
    IncomingRecord blank = in.readBoolean() ? readLine(in) : null;
    return new PendingLines(first, open, blank, in.readLong(), in.readLong());
  }

  private static void writeLine(IncomingRecord line, DataOutputView out) throws IOException {
    StringValue.writeString(line.key(), out);
    Records.writePosition(line.position(), out);
    out.writeLong(line.time());
    StringValue.writeString(line.text(), out);
    out.writeInt(line.replays());
    Beside.write(line.attributes(), line.position(), out);
  }

  private static IncomingRecord readLine(DataInputView in) throws IOException {
    String key = Records.readString(in);
    Position position = Records.readPosition(in);
    long time = in.readLong();
    String text = Records.readString(in);
    int replays = in.readInt();
    Beside.Read beside = Beside.read(in);
    return new IncomingRecord(
        key, position.within(beside.index()), time, text, null, null, replays, beside.attributes());
  }

  @Override
  public TypeSerializerSnapshot<PendingLines> snapshotConfiguration() {
    return new PendingLinesSerializerSnapshot();
  }
}
