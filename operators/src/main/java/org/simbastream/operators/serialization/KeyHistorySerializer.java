package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.SeverityShares;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.state.stream.AlertBar;
import org.simbastream.state.stream.Presence;
import org.simbastream.state.stream.RunningMean;

/** The statistics of a key's records so far. */
@Internal
public final class KeyHistorySerializer extends VersionedSerializer<KeyHistory> {

  /** The one instance; it has no state. */
  public static final KeyHistorySerializer INSTANCE = new KeyHistorySerializer();

  private static final long serialVersionUID = 1L;

  /** 1: without heardAt, 1 and 2: other patterns, 3: no presence, 4: no haste, 5: no severities. */
  private static final int VERSION = 6;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(KeyHistory value, DataOutputView out) throws IOException {
    out.writeLong(value.records());
    out.writeInt(value.remembered());
    out.writeLong(value.lastTime());
    out.writeLong(value.counted());
    out.writeDouble(value.usual().weight());
    out.writeDouble(value.usual().mean());
    out.writeInt(value.codeLines());
    Costs.write(value.costs(), out);
    out.writeDouble(value.bar().height());
    out.writeLong(value.bar().lastAlert());
    out.writeLong(value.bar().lastRise());
    out.writeDouble(value.bar().raised());
    out.writeDouble(value.severities().records());
    out.writeDouble(value.severities().warnings());
    out.writeDouble(value.severities().errors());
    out.writeDouble(value.severities().fatal());
    out.writeInt(value.presence().seen());
    out.writeInt(value.presence().silent());
    out.writeInt(value.presence().pauses());
    out.writeLong(value.presence().until());
    out.writeLong(value.presence().size());
    out.writeLong(value.heardAt());
  }

  @Override
  protected KeyHistory read(int version, DataInputView in) throws IOException {
    long records = in.readLong();
    int remembered = in.readInt();
    long lastTime = in.readLong();
    if (version < 3) {
      return withoutPatterns(version, records, lastTime, in);
    }
    long counted = in.readLong();
    RunningMean usual = new RunningMean(in.readDouble(), in.readDouble());
    int codeLines = in.readInt();
    KeyCosts costs = Costs.readKey(in, version > 4);
    AlertBar bar =
        new AlertBar(
            in.readDouble(), in.readLong(), in.readLong(), version < 6 ? 0 : in.readDouble());
    SeverityShares severities = version < 6 ? SeverityShares.NONE : readSeverities(in);
    Presence presence = version < 4 ? Presence.NONE : readPresence(in);
    return new KeyHistory(
        records,
        counted,
        remembered,
        lastTime,
        usual,
        codeLines,
        costs,
        severities,
        bar,
        presence,
        in.readLong());
  }

  private static SeverityShares readSeverities(DataInputView in) throws IOException {
    return new SeverityShares(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }

  private static Presence readPresence(DataInputView in) throws IOException {
    return new Presence(in.readInt(), in.readInt(), in.readInt(), in.readLong(), in.readLong());
  }

  /** A history of another way to find patterns: the key is known, its patterns begin anew. */
  private static KeyHistory withoutPatterns(
      int version, long records, long lastTime, DataInputView in) throws IOException {
    for (int i = Records.readLength(in); i > 0; i--) {
      in.readLong(); // words of the opening
    }
    in.readDouble(); // the usual rarity's weight
    in.readDouble(); // and mean
    return KeyHistory.withoutPatterns(records, lastTime, version < 2 ? 0 : in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<KeyHistory> snapshotConfiguration() {
    return new KeyHistorySerializerSnapshot();
  }
}
