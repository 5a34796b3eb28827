package org.simbastream.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.fuzz.AllocatedBytes;
import org.simbastream.model.fuzz.Damage;
import org.simbastream.state.serialization.VersionedSerializer;

/**
 * Damaged state is read as something else or refused with an {@link IOException}, and memory is
 * taken for the bytes that are there, not for the lengths they claim.
 */
class HostileStateTest {

  private static final List<Written> INTACT =
      OperatorSerializersTest.values().map(a -> Written.of(a.get()[0], a.get()[1])).toList();

  /** The bytes of one value. */
  record Written(VersionedSerializer<?> serializer, byte[] bytes) {

    @SuppressWarnings("unchecked") // the two come as a pair
    static Written of(Object serializer, Object value) {
      try {
        DataOutputSerializer out = new DataOutputSerializer(64);
        ((VersionedSerializer<Object>) serializer).serialize(value, out);
        return new Written((VersionedSerializer<?>) serializer, out.getCopyOfBuffer());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Property(seed = "31", tries = 3000)
  void damagedValues(
      @ForAll("written") Written written,
      @ForAll @Size(min = 1, max = 3) List<@From("damage") Damage> damage) {
    byte[] bytes = written.bytes();
    for (Damage one : damage) {
      bytes = one.applyTo(bytes);
    }
    readOrRefuse(written.serializer(), bytes);
  }

  @Property(seed = "32", tries = 3000)
  void anyBytes(@ForAll("written") Written written, @ForAll @Size(max = 200) byte[] bytes) {
    byte[] value = bytes.clone();
    if (value.length > 0) {
      value[0] = (byte) (1 + (value[0] & 1)); // the version
    }
    readOrRefuse(written.serializer(), value);
  }

  @Test
  void aStringOfTwoBillionCharactersIsNotAllocated() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    out.write(new byte[] {-1, -1, -1, -1, 7}); // the length of a pending record's key
    AllocatedBytes allocated = new AllocatedBytes();
    assertThatIOException()
        .isThrownBy(() -> PendingRecordSerializer.INSTANCE.deserialize(input(out)));
    assertThat(allocated.get()).isLessThan(1 << 20);
  }

  @Test
  void sixteenMillionTokensAreNotAllocatedUnlessTheyAreThere() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    StringValue.writeString("key", out);
    StringValue.writeString("logs", out);
    out.writeInt(0);
    out.writeLong(1);
    out.writeLong(2);
    StringValue.writeString("text", out);
    out.writeInt(1 << 24);
    AllocatedBytes allocated = new AllocatedBytes();
    assertThatIOException()
        .isThrownBy(() -> PendingRecordSerializer.INSTANCE.deserialize(input(out)));
    assertThat(allocated.get()).isLessThan(1 << 20);
  }

  @Test
  void aStringThatIsNotThereIsDamageNotNull() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    StringValue.writeString(null, out);
    assertThatIOException()
        .isThrownBy(() -> PendingRecordSerializer.INSTANCE.deserialize(input(out)))
        .withMessageContaining("damaged state");
  }

  @Property(seed = "33", tries = 500)
  void stringsComeBackAsFlinkWroteThem(@ForAll String text) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    StringValue.writeString(text, out);
    DataInputDeserializer in = input(out);
    assertThat(Records.readString(in)).isEqualTo(text);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 5000})
  void arraysLongerThanAPieceComeBack(int length) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (int times = 0; times < 2; times++) {
      out.writeInt(length);
      for (int i = 0; i < length; i++) {
        if (times == 0) {
          out.writeInt(-i);
        } else {
          out.writeLong(-i);
        }
      }
    }
    DataInputDeserializer in = input(out);
    assertThat(Records.readInts(in)).hasSize(length).satisfies(v -> assertLast(v, length));
    assertThat(Records.readLongs(in)).hasSize(length);
    assertThat(in.available()).isZero();
  }

  private static void assertLast(int[] values, int length) {
    if (length > 0) {
      assertThat(values[length - 1]).isEqualTo(1 - length);
    }
  }

  @Provide
  Arbitrary<Written> written() {
    return Arbitraries.of(INTACT);
  }

  @Provide
  Arbitrary<Damage> damage() {
    return Damage.anywhere();
  }

  private static void readOrRefuse(VersionedSerializer<?> serializer, byte[] bytes) {
    AllocatedBytes allocated = new AllocatedBytes();
    try {
      assertThat((Object) serializer.deserialize(new DataInputDeserializer(bytes))).isNotNull();
    } catch (IOException e) {
      assertThat(e.getCause() instanceof NullPointerException).as("an accident").isFalse();
    }
    // An entry of a map takes some ten times its bytes.
    assertThat(allocated.get()).isLessThan((1 << 20) + 40L * bytes.length);
  }

  private static DataInputDeserializer input(DataOutputSerializer out) {
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }
}
