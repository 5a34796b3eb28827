package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.records.RecentRecords;
import org.simbastream.state.serialization.VersionedSerializer;

/** The texts of a key's last records. */
@Internal
public final class RecentRecordsSerializer extends VersionedSerializer<RecentRecords> {

  /** The one instance; it has no state. */
  public static final RecentRecordsSerializer INSTANCE = new RecentRecordsSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(RecentRecords value, DataOutputView out) throws IOException {
    out.writeInt(value.texts().size());
    for (byte[] text : value.texts()) {
      out.writeInt(text.length);
      out.write(text);
    }
  }

  @Override
  protected RecentRecords read(int version, DataInputView in) throws IOException {
    List<byte[]> texts = new ArrayList<>();
    int bytes = 0;
    for (int i = Records.readLength(in); i > 0; i--) {
      int length = in.readInt();
      if (length < 0 || length > RecentRecords.MAX_BYTES - bytes) {
        throw new IOException("damaged state: a kept text of " + length + " bytes");
      }
      byte[] text = new byte[length];
      in.readFully(text);
      texts.add(text);
      bytes += length;
    }
    return new RecentRecords(List.copyOf(texts));
  }

  @Override
  public TypeSerializerSnapshot<RecentRecords> snapshotConfiguration() {
    return new RecentRecordsSerializerSnapshot();
  }
}
