package org.simbastream.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.operators.keyed.RecentRecords;
import org.simbastream.state.serialization.VersionedSerializer;

/** Every serializer of the operators refuses what a newer version wrote, and damaged texts. */
class OperatorSerializerVersionsTest {

  @ParameterizedTest
  @MethodSource("org.simbastream.operators.serialization.OperatorSerializersTest#values")
  <T> void valuesOfANewerVersionAreRefused(VersionedSerializer<T> serializer, T value)
      throws IOException {
    byte[] bytes = bytes(serializer, value);
    bytes[0]++;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(serializer.getClass().getSimpleName())
        .hasMessageContaining("version " + bytes[0]);
  }

  @ParameterizedTest
  @MethodSource("org.simbastream.operators.serialization.OperatorSerializersTest#values")
  <T> void snapshotsOfANewerFormatAreRefused(VersionedSerializer<T> serializer, T value)
      throws IOException {
    int newer = bytes(serializer, value)[0] + 1;
    DataOutputSerializer out = new DataOutputSerializer(4);
    out.writeInt(newer);
    TypeSerializerSnapshot<T> snapshot = serializer.snapshotConfiguration();
    assertThatThrownBy(
            () ->
                snapshot.readSnapshot(
                    1,
                    new DataInputDeserializer(out.getCopyOfBuffer()),
                    getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format " + newer);
  }

  @Test
  void textsThatAreLongerThanMayBeKeptAreRefusedWithoutAllocatingThem() throws IOException {
    byte[] bytes =
        bytes(RecentRecordsSerializer.INSTANCE, new RecentRecords(List.of(new byte[] {1, 2, 3})));
    assertThat(bytes).hasSize(1 + 4 + 4 + 3);
    bytes[5] = 0x7f; // highest byte of the text's length
    assertThatThrownBy(
            () -> RecentRecordsSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged state");
  }

  private static <T> byte[] bytes(VersionedSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }
}
