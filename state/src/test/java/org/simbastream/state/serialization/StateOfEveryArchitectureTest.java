package org.simbastream.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** A stream whose layers went through their bytes continues as the one that stayed in memory. */
class StateOfEveryArchitectureTest {

  private static final Outputs EVERYTHING = new Outputs(true, true, true);

  @ParameterizedTest
  @ValueSource(strings = {"own-untied", "own-falcon", "own-mamba2", "own-mamba2-groups"})
  void aRestoredStreamContinuesToTheLastBit(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    int[] ids = fixture.ids();
    try (MambaModel model = fixture.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.linear(0.3, 0))) {
      int layers = model.configuration().layers();
      StreamMemory stream = new StreamMemory(layers);
      pass.run(List.of(Arrays.copyOf(ids, 30)), stream, EVERYTHING);
      StreamMemory restored = stream.fork();
      for (int layer = 0; layer < layers; layer++) {
        restored.putLayer(0, layer, throughBytes(stream.layer(layer)));
      }
      int[] next = Arrays.copyOfRange(ids, 30, ids.length);
      ChunkResult expected = pass.run(List.of(next), stream, EVERYTHING).get(0);
      ChunkResult actual = pass.run(List.of(next), restored, EVERYTHING).get(0);
      assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
      for (int layer = 0; layer < layers; layer++) {
        assertThat(restored.layer(layer).ssm()).isEqualTo(stream.layer(layer).ssm());
        assertThat(restored.layer(layer).conv()).isEqualTo(stream.layer(layer).conv());
      }
    }
  }

  @Test
  void theStateOfAnotherShapeIsRefused() {
    try (MambaModel model = Fixture.named("own-mamba2").load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory stream = new StreamMemory(model.configuration().layers());
      pass.run(List.of(new int[] {1, 2}), stream, Outputs.NONE);
      LayerState state = stream.layer(1);
      float[] shorter = Arrays.copyOf(state.ssm(), state.ssm().length - 1);
      stream.putLayer(0, 1, new LayerState(state.conv(), shorter));
      assertThatIllegalStateException()
          .isThrownBy(() -> pass.run(List.of(new int[] {3}), stream, Outputs.NONE))
          .withMessageContainingAll("layer 1", "expected " + state.conv().length);
    }
  }

  private static LayerState throughBytes(LayerState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    LayerStateSerializer.INSTANCE.serialize(state, out);
    return LayerStateSerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
