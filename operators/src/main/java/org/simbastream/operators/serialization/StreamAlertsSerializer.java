package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.OpenAlert;
import org.simbastream.records.StreamAlerts;
import org.simbastream.state.serialization.VersionedSerializer;

/** The alerts of one stream. */
@Internal
public final class StreamAlertsSerializer extends VersionedSerializer<StreamAlerts> {

  /** The one instance; it has no state. */
  public static final StreamAlertsSerializer INSTANCE = new StreamAlertsSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final AlertKind[] KINDS = AlertKind.values();
  private static final Alert.State[] STATES = Alert.State.values();

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(StreamAlerts value, DataOutputView out) throws IOException {
    out.writeInt(value.open().size());
    for (OpenAlert open : value.open()) {
      writeAlert(open.alert(), out);
      out.writeBoolean(open.muted());
      out.writeBoolean(open.untold());
      out.writeLong(open.nextUpdate());
      out.writeLong(open.closes());
    }
    out.writeLong(value.hour());
    out.writeInt(value.opened());
    out.writeLong(value.suppressed());
    out.writeLong(value.suppressedUntil());
  }

  @Override
  protected StreamAlerts read(int version, DataInputView in) throws IOException {
    List<OpenAlert> open = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      open.add(
          new OpenAlert(
              readAlert(in), in.readBoolean(), in.readBoolean(), in.readLong(), in.readLong()));
    }
    return new StreamAlerts(
        List.copyOf(open), in.readLong(), in.readInt(), in.readLong(), in.readLong());
  }

  private static void writeAlert(Alert alert, DataOutputView out) throws IOException {
    StringValue.writeString(alert.key(), out);
    out.writeByte(alert.kind().ordinal());
    out.writeByte(alert.state().ordinal());
    StringValue.writeString(alert.id(), out);
    out.writeInt(alert.sequence());
    out.writeLong(alert.firstSeen());
    out.writeLong(alert.lastSeen());
    out.writeLong(alert.count());
    out.writeDouble(alert.score());
    out.writeInt(alert.lines().size());
    for (AlertLine line : alert.lines()) {
      StringValue.writeString(line.text(), out);
      out.writeDouble(line.score());
      out.writeLong(line.time());
      Records.writePosition(line.position(), out);
      out.writeInt(line.position().index());
      Records.writeWhy(line.why(), out);
    }
    out.writeLong(alert.suppressed());
  }

  private static Alert readAlert(DataInputView in) throws IOException {
    return new Alert(
        Records.readString(in),
        one(KINDS, in),
        one(STATES, in),
        Records.readString(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        readLines(in),
        in.readLong());
  }

  private static List<AlertLine> readLines(DataInputView in) throws IOException {
    List<AlertLine> lines = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      lines.add(
          new AlertLine(
              Records.readString(in),
              in.readDouble(),
              in.readLong(),
              Records.readPosition(in).within(in.readInt()),
              Records.readWhy(in)));
    }
    return List.copyOf(lines);
  }

  private static <E> E one(E[] all, DataInputView in) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= all.length) {
      throw new IOException("damaged state: number " + ordinal + " of " + all.length);
    }
    return all[ordinal];
  }

  @Override
  public TypeSerializerSnapshot<StreamAlerts> snapshotConfiguration() {
    return new StreamAlertsSerializerSnapshot();
  }
}
