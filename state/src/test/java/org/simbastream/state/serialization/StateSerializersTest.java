package org.simbastream.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.GateState;
import org.simbastream.model.recall.PlaceState;
import org.simbastream.model.recall.ReaderState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.model.recall.RepeatState;
import org.simbastream.state.stream.Baseline;
import org.simbastream.state.stream.StreamState;

/** State survives its bytes, to the last bit, and damaged or newer bytes are refused. */
class StateSerializersTest {

  private static final LayerState LAYER =
      new LayerState(new float[] {1.5f, -0.0f, Float.MIN_VALUE}, new float[] {3e38f, 1e-40f});

  @Test
  void aLayersStateComesBackToTheLastBit() throws IOException {
    LayerState back = roundTrip(LayerStateSerializer.INSTANCE, LAYER);
    assertThat(back.conv()).isEqualTo(LAYER.conv());
    assertThat(back.ssm()).isEqualTo(LAYER.ssm());
  }

  @Test
  void aRoundedStateTakesHalfTheBytesAndComesBackToTheLastBit() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    float[] values = new float[5_000]; // (more than a piece of the buffer)
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-30, 30)));
    }
    LayerState exact = new LayerState(values, values);
    LayerState rounded = StatePrecision.BFLOAT16.keep(exact);
    LayerState back = roundTrip(LayerStateSerializer.INSTANCE, rounded);
    assertThat(back.conv()).isEqualTo(rounded.conv());
    assertThat(back.ssm()).isEqualTo(rounded.ssm());
    assertThat(roundTrip(LayerStateSerializer.INSTANCE, exact).ssm()).isEqualTo(values);
    int saved =
        bytes(LayerStateSerializer.INSTANCE, exact).length
            - bytes(LayerStateSerializer.INSTANCE, rounded).length;
    assertThat(saved).isEqualTo(2 * values.length * Short.BYTES);
  }

  @Test
  void aStreamsStateComesBackWithAndWithoutReadout() throws IOException {
    StreamState state =
        new StreamState("abc", 1L << 40, new float[] {0.25f, 7f}, new Baseline(3, 1.5, 0.25));
    StreamState back = roundTrip(StreamStateSerializer.INSTANCE, state);
    assertThat(back.exitResidual()).isEqualTo(state.exitResidual());
    assertThat(back).usingRecursiveComparison().isEqualTo(state);
    StreamState fresh = StreamState.fresh("abc");
    assertThat(roundTrip(StreamStateSerializer.INSTANCE, fresh)).isEqualTo(fresh);
  }

  @Test
  void aStreamsRecallComesBackAndADamagedOneIsRefused() throws IOException {
    RecallState state =
        new RecallState(
            new long[] {0, -1, 1L << 62, 3},
            new RepeatState(new int[] {7, 0, 1, 2}, new int[] {3}, 9, 6, 2, 1),
            new float[0]);
    RecallState back = roundTrip(RecallStateSerializer.INSTANCE, state);
    assertThat(back).usingRecursiveComparison().isEqualTo(state);
    assertThat(roundTrip(RecallStateSerializer.INSTANCE, RecallState.EMPTY))
        .usingRecursiveComparison()
        .isEqualTo(RecallState.EMPTY);
    byte[] bytes = bytes(RecallStateSerializer.INSTANCE, state);
    bytes[1] = 0x7f; // highest byte of the number of slots
    assertThatThrownBy(() -> RecallStateSerializer.INSTANCE.deserialize(input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged state");
  }

  @Test
  void theMemoryOfAModelThatDoesNotReadEveryTokenComesBack() throws IOException {
    GateState gate =
        new GateState(
            new int[1 << 10],
            new RepeatState(new int[] {7, 0, 1, 2}, new int[] {3}, 9, 6, 2, 1),
            new PlaceState(11, -12, 13, true),
            new char[Gate.SIGNATURES]);
    gate.slots()[5] = -9;
    gate.trust()[7] = 0xFFDC;
    RecallState state = RecallState.of(new ReaderState(gate, new float[] {1.5f, -2}, 3));
    assertThat(roundTrip(RecallStateSerializer.INSTANCE, state))
        .usingRecursiveComparison()
        .isEqualTo(state);
  }

  /** Version 1, which savepoints of earlier releases hold. */
  @Test
  void aRecallThatWasWrittenBeforeThereWasThatMemoryIsRead() throws IOException {
    RecallState state =
        new RecallState(
            new long[] {0, -1},
            new RepeatState(new int[] {7, 0, 1, 2}, new int[] {3}, 9, 6, 2, 1),
            new float[0]);
    byte[] now = bytes(RecallStateSerializer.INSTANCE, state);
    byte[] before = Arrays.copyOf(now, now.length - 1); // without the mark that there is none
    before[0] = 1;
    DataInputDeserializer in = input(before);
    assertThat(RecallStateSerializer.INSTANCE.deserialize(in))
        .usingRecursiveComparison()
        .isEqualTo(state);
    assertThat(in.available()).isZero();
  }

  @Test
  void aValueOfANewerVersionIsRefused() throws IOException {
    byte[] bytes = bytes(LayerStateSerializer.INSTANCE, LAYER);
    bytes[0] = 2;
    assertThatThrownBy(() -> LayerStateSerializer.INSTANCE.deserialize(input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("1 to 1");
  }

  @Test
  void aDamagedLengthIsRefusedWithoutAllocatingIt() throws IOException {
    byte[] bytes = bytes(LayerStateSerializer.INSTANCE, LAYER);
    bytes[2] = 0x7f; // highest byte of the first array's length
    assertThatThrownBy(() -> LayerStateSerializer.INSTANCE.deserialize(input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged state");
  }

  @Test
  void aSnapshotFindsItsWayBackToACompatibleSerializer() throws IOException {
    TypeSerializerSnapshot<LayerState> written =
        LayerStateSerializer.INSTANCE.snapshotConfiguration();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(out, written);
    TypeSerializerSnapshot<LayerState> read =
        TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
            input(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(read.restoreSerializer()).isEqualTo(LayerStateSerializer.INSTANCE);
    assertThat(written.resolveSchemaCompatibility(read).isCompatibleAsIs()).isTrue();
  }

  @Test
  void aSnapshotOfANewerFormatIsRefusedWithBothNamed() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4);
    out.writeInt(9);
    assertThatThrownBy(
            () ->
                new LayerStateSerializerSnapshot()
                    .readSnapshot(1, input(out.getCopyOfBuffer()), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9")
        .hasMessageContaining("formats 1 to 1");
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataInputDeserializer in = input(bytes(serializer, value));
    T back = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static DataInputDeserializer input(byte[] bytes) {
    return new DataInputDeserializer(bytes);
  }
}
