package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.model.annotation.Internal;
import org.simbastream.operators.scoring.KeyHistory;
import org.simbastream.operators.scoring.RunningMean;
import org.simbastream.state.serialization.VersionedSerializer;

/** The statistics of a key's records so far. */
@Internal
public final class KeyHistorySerializer extends VersionedSerializer<KeyHistory> {

  /** The one instance; it has no state. */
  public static final KeyHistorySerializer INSTANCE = new KeyHistorySerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2; // 1: without heardAt

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(KeyHistory value, DataOutputView out) throws IOException {
    out.writeLong(value.records());
    out.writeInt(value.remembered());
    out.writeLong(value.lastTime());
    out.writeInt(value.openings().size());
    for (long words : value.openings()) {
      out.writeLong(words);
    }
    out.writeDouble(value.usual().weight());
    out.writeDouble(value.usual().mean());
    out.writeLong(value.heardAt());
  }

  @Override
  protected KeyHistory read(int version, DataInputView in) throws IOException {
    long records = in.readLong();
    int remembered = in.readInt();
    long lastTime = in.readLong();
    List<Long> openings = new ArrayList<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      openings.add(in.readLong());
    }
    RunningMean usual = new RunningMean(in.readDouble(), in.readDouble());
    long heardAt = version < 2 ? 0 : in.readLong();
    return new KeyHistory(records, remembered, lastTime, List.copyOf(openings), usual, heardAt);
  }

  @Override
  public TypeSerializerSnapshot<KeyHistory> snapshotConfiguration() {
    return new KeyHistorySerializerSnapshot();
  }
}
