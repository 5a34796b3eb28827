package org.simbastream.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.simbastream.model.fuzz.AllocatedBytes;
import org.simbastream.model.fuzz.Damage;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.ReaderState;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.recall.RecallState;
import org.simbastream.model.recall.TokenKinds;

/** Damaged state is read as something else that can be worked with, or refused. */
class HostileStateTest {

  private static final int WORDS = 1000;
  private static final Recall RECALL = new Recall(WORDS);
  private static final RecallState STATE = read(RecallState.EMPTY, 600);
  private static final byte[] INTACT = written(STATE);
  private static final Gate GATE = gate();
  private static final byte[] READER = written(RecallState.of(throughGate(ReaderState.EMPTY, 600)));

  @Property(seed = "41", tries = 1000)
  void aDamagedRecallIsRefusedOrGoesOn(
      @ForAll @Size(min = 1, max = 3) List<@From("damage") Damage> damage) {
    byte[] bytes = INTACT;
    for (Damage one : damage) {
      bytes = one.applyTo(bytes);
    }
    readOrRefuse(bytes);
  }

  @Property(seed = "42", tries = 1000)
  void damageNearTheCountsIsRefusedOrGoesOn(@ForAll @Size(min = 16, max = 16) byte[] counts) {
    byte[] bytes = INTACT.clone();
    int trust = 4 * (3 * 16 * 2 + 48) + 4 + 1; // and the mark that there is no reader's memory
    System.arraycopy(counts, 0, bytes, bytes.length - trust - 16, 16);
    readOrRefuse(bytes);
  }

  @Property(seed = "45", tries = 1000)
  void aReadersDamagedMemoryIsRefusedOrGoesOn(
      @ForAll @Size(min = 1, max = 3) List<@From("damage") Damage> damage) {
    byte[] bytes = READER;
    for (Damage one : damage) {
      bytes = one.applyTo(bytes);
    }
    readOrRefuse(bytes);
  }

  @Property(seed = "43", tries = 1000)
  void anyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    byte[] value = bytes.clone();
    if (value.length > 0) {
      value[0] = 1; // the version
    }
    readOrRefuse(value);
  }

  @Property(seed = "44", tries = 1000)
  void anyBytesForASnapshot(@ForAll int version, @ForAll @Size(max = 10) byte[] bytes) {
    RecallStateSerializerSnapshot snapshot = new RecallStateSerializerSnapshot();
    try {
      snapshot.readSnapshot(version, new DataInputDeserializer(bytes), getClass().getClassLoader());
      assertThat(version).isEqualTo(1);
    } catch (IOException e) {
      assertThat(snapshot.restoreSerializer()).isNotNull();
    }
  }

  @Provide
  Arbitrary<Damage> damage() {
    return Damage.anywhere();
  }

  private static void readOrRefuse(byte[] bytes) {
    AllocatedBytes allocated = new AllocatedBytes();
    RecallState state;
    try {
      state = RecallStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
    } catch (IOException e) {
      assertThat(e.getCause()).as("nothing but a check has refused it").isNull();
      return;
    }
    assertThat(allocated.get()).isLessThan(1 << 20);
    read(state, 50);
    ReaderState after = throughGate(state.reader(), 50);
    assertThat(after.isWellFormed()).isTrue();
  }

  private static ReaderState throughGate(ReaderState before, int tokens) {
    int[] ids = new int[tokens]; // (n)
    for (int i = 0; i < tokens; i++) {
      ids[i] = i * i % 37 + i % 11;
    }
    Gate.Result result = GATE.read(ids, before.gate());
    for (int candidate : result.expectations().candidates()) {
      assertThat(candidate).isBetween(-1, WORDS - 1);
    }
    return new ReaderState(result.after(), before.trace(), before.skipped());
  }

  private static Gate gate() {
    float[] trust = new float[Gate.SIGNATURES];
    Arrays.fill(trust, 45_000);
    return new Gate(new TokenKinds(new float[WORDS]), trust, 50_000);
  }

  private static RecallState read(RecallState before, int tokens) {
    int[] ids = new int[tokens]; // (n)
    for (int i = 0; i < tokens; i++) {
      ids[i] = i * i % 37 + i % 11;
    }
    return RECALL.mix(ids, RECALL.withoutModel(tokens), before);
  }

  private static byte[] written(RecallState state) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      RecallStateSerializer.INSTANCE.serialize(state, out);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
