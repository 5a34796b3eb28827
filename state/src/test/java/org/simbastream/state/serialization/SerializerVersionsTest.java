package org.simbastream.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.state.stream.StreamState;

/** Every serializer refuses what a newer version wrote; an older version's values are read. */
class SerializerVersionsTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(
            LayerStateSerializer.INSTANCE, new LayerState(new float[] {1}, new float[] {2})),
        Arguments.of(StreamStateSerializer.INSTANCE, StreamState.fresh("abc")),
        Arguments.of(RecallStateSerializer.INSTANCE, RecallState.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void valuesOfNewerOrNoVersionAreRefused(VersionedSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    byte[] bytes = out.getCopyOfBuffer();
    for (int version : new int[] {serializer.version() + 1, 127, 0, -1}) {
      bytes[0] = (byte) version;
      assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(serializer.getClass().getSimpleName())
          .hasMessageContaining("version " + version)
          .hasMessageContaining("1 to " + serializer.version());
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void snapshotsOfNewerFormatsAreRefused(VersionedSerializer<T> serializer, T value)
      throws IOException {
    assertThat(value).isNotNull();
    DataOutputSerializer out = new DataOutputSerializer(4);
    out.writeInt(serializer.version() + 1);
    TypeSerializerSnapshot<T> snapshot = serializer.snapshotConfiguration();
    assertThatThrownBy(
            () ->
                snapshot.readSnapshot(
                    1,
                    new DataInputDeserializer(out.getCopyOfBuffer()),
                    getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format " + (serializer.version() + 1));
  }

  @Test
  void anOlderVersionIsReadAsItIs() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    new Grown(1).serialize(7L, out);
    assertThat(new Grown(2).deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(7L);
    out.clear();
    new Grown(2).serialize(7L, out);
    assertThat(out.length()).isEqualTo(1 + Long.BYTES);
    assertThat(new Grown(2).deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(7L);
  }

  @Test
  void aSnapshotOfAnOlderFormatIsCompatibleAndItsOwnerRefusesTheNewer() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4);
    new GrownSnapshot(1).writeSnapshot(out);
    GrownSnapshot old = new GrownSnapshot(2);
    old.readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), null);
    assertThat(new GrownSnapshot(2).resolveSchemaCompatibility(old).isCompatibleAsIs()).isTrue();
    assertThat(
            new GrownSnapshot(1).resolveSchemaCompatibility(new GrownSnapshot(2)).isIncompatible())
        .isTrue();
  }

  /** A number that was an int in version 1 and is a long since. */
  private static final class Grown extends VersionedSerializer<Long> {

    private static final long serialVersionUID = 1L;

    private final int version;

    Grown(int version) {
      this.version = version;
    }

    @Override
    protected int version() {
      return version;
    }

    @Override
    protected void write(Long value, DataOutputView out) throws IOException {
      if (version == 1) {
        out.writeInt(value.intValue());
      } else {
        out.writeLong(value);
      }
    }

    @Override
    protected Long read(int written, DataInputView in) throws IOException {
      return written == 1 ? in.readInt() : in.readLong();
    }

    @Override
    public TypeSerializerSnapshot<Long> snapshotConfiguration() {
      return new GrownSnapshot(version);
    }
  }

  private static final class GrownSnapshot extends VersionedSnapshot<Long> {

    GrownSnapshot(int version) {
      super(new Grown(version));
    }
  }
}
