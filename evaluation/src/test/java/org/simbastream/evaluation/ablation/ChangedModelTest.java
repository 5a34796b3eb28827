package org.simbastream.evaluation.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.BundledModel;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** A model that has learnt nothing. */
class ChangedModelTest {

  @Test
  void everyTensorKeepsItsValuesInAnotherOrder() throws IOException {
    String header =
        "{\"__metadata__\":{},\"a\":{\"dtype\":\"F32\",\"shape\":[64],\"data_offsets\":[0,256]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[8,8],\"data_offsets\":[256,384]}}";
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + 384).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (int i = 0; i < 64; i++) {
      file.putFloat(i);
    }
    for (int i = 0; i < 64; i++) {
      file.putShort((short) (1000 + i));
    }
    byte[] before = file.array().clone();
    ChangedModel.shuffle(file.array(), new Random(1));

    int values = 8 + json.length;
    assertThat(Arrays.copyOf(file.array(), values)).isEqualTo(Arrays.copyOf(before, values));
    float[] a = new float[64];
    int[] b = new int[64];
    file.position(values);
    for (int i = 0; i < 64; i++) {
      a[i] = file.getFloat();
    }
    for (int i = 0; i < 64; i++) {
      b[i] = file.getShort();
    }
    assertThat(a).isNotEqualTo(sorted(a));
    for (int i = 0; i < 64; i++) {
      assertThat(sorted(a)[i]).isEqualTo(i);
    }
    assertThat(Arrays.stream(b).sorted().toArray())
        .isEqualTo(IntStream.range(1000, 1064).toArray());
  }

  @Test
  void itCanBeLoadedAndIsDeletedWithItsClose() {
    BundledModel.use((model, records) -> assertThat(shuffled(model)).doesNotExist());
  }

  @Test
  void withoutItsGateAReaderReadsEveryToken() {
    BundledModel.use(
        (model, records) -> {
          try (ChangedModel plain = ChangedModel.withoutGate(model.directory())) {
            assertThat(model.configuration().readerThreshold()).isPresent();
            assertThat(plain.model().configuration().readerThreshold()).isEmpty();
            assertThat(plain.model().configuration().exitLayer())
                .isEqualTo(model.configuration().exitLayer());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void readerThatIsNeverSureReadsEveryTokenOfAStreamThatRepeatsItself() {
    BundledModel.use(
        (model, records) -> {
          int[] repeated = records.record("the same words again ".repeat(40));
          assertThat(tokensRead(model, repeated)).isLessThan(repeated.length / 2);
          try (ChangedModel changed = ChangedModel.neverSure(model.directory())) {
            assertThat(tokensRead(changed.model(), repeated)).isEqualTo(repeated.length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static int tokensRead(MambaModel model, int[] tokens) {
    try (ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      return pass.run(tokens, memory, Outputs.NONE).kept()[0].length;
    }
  }

  /** The directory of a shuffled copy that was closed. */
  private static Path shuffled(MambaModel model) {
    try (ChangedModel shuffled = ChangedModel.shuffled(model.directory(), 1)) {
      assertThat(shuffled.model().fingerprint()).isNotEqualTo(model.fingerprint());
      assertThat(shuffled.model().directory()).isDirectory();
      return shuffled.model().directory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
