package org.simbastream.benchmarks.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.benchmarks.shape.Dimensions;
import org.simbastream.benchmarks.shape.RandomCheckpoint;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;

/** The bytes that are written, read back by a reader of the test's own. */
class GgufExportTest {

  private static final int WIDTH = 16;
  private static final int INNER = 2 * WIDTH;
  private static final int WORDS = 301;

  @TempDir Path directory;

  @Test
  void headerKeysAndVocabularyAreThere() throws IOException {
    WrittenGguf file = export(true);

    assertThat(file.magic).isEqualTo("GGUF");
    assertThat(file.version).isEqualTo(3);
    assertThat(file.keys)
        .containsEntry("general.architecture", "mamba")
        .containsEntry("mamba.block_count", 2)
        .containsEntry("mamba.embedding_length", WIDTH)
        .containsEntry("mamba.ssm.inner_size", INNER)
        .containsEntry("mamba.ssm.state_size", 16)
        .containsEntry("mamba.ssm.conv_kernel", 4)
        .containsEntry("mamba.ssm.time_step_rank", 1)
        .containsEntry("mamba.attention.layer_norm_rms_epsilon", 1e-5f)
        .containsEntry("tokenizer.ggml.add_bos_token", false)
        .containsEntry("tokenizer.ggml.merges", List.of());
    List<?> words = (List<?>) file.keys.get("tokenizer.ggml.tokens");
    assertThat(words).hasSize(WORDS).doesNotHaveDuplicates();
    assertThat(words.get('a')).isEqualTo("a");
    assertThat(words.get(' ')).isEqualTo("\u0120");
    assertThat(words.get('\n')).isEqualTo("\u010a");
    assertThat(words.get(0xAD)).isEqualTo("\u0143");
    assertThat(words.get(300)).isEqualTo("<t300>");
  }

  @Test
  void tensorsLieOneAfterTheOtherAndAligned() throws IOException {
    WrittenGguf file = export(true);

    assertThat(file.tensors.keySet()).hasSize(2 + 2 * 10).doesNotContain("output.weight");
    assertThat(file.tensors.get("token_embd.weight").dimensions()).containsExactly(WIDTH, WORDS);
    assertThat(file.tensors.get("blk.1.ssm_in.weight").dimensions())
        .containsExactly(WIDTH, 2L * INNER);
    assertThat(file.tensors.get("blk.1.ssm_conv1d.weight").dimensions()).containsExactly(4, INNER);
    assertThat(file.tensors.get("blk.1.ssm_x.weight").dimensions()).containsExactly(INNER, 33);
    assertThat(file.tensors.get("blk.1.ssm_a").dimensions()).containsExactly(16, INNER);
    assertThat(file.dataStart % 32).isZero();
    long expected = 0;
    for (WrittenGguf.Tensor tensor : file.tensors.values()) {
      assertThat(tensor.type()).isZero();
      assertThat(tensor.offset()).isEqualTo(expected);
      expected += (tensor.count() * Float.BYTES + 31) / 32 * 32;
    }
    assertThat(file.dataStart + expected).isEqualTo(file.fileLength);
  }

  @Test
  void valuesAreTheCheckpointsAndDecaysAreReady() throws IOException {
    WrittenGguf file = export(true);

    float[] embedding = tensor("backbone.embeddings.weight", WORDS, WIDTH);
    assertThat(file.values("token_embd.weight")).containsExactly(embedding);
    float[] taps = tensor("backbone.layers.1.mixer.conv1d.weight", INNER, 1, 4);
    assertThat(file.values("blk.1.ssm_conv1d.weight")).containsExactly(taps);
    float[] steps = tensor("backbone.layers.0.mixer.dt_proj.bias", INNER);
    assertThat(file.values("blk.0.ssm_dt.bias")).containsExactly(steps);
    float[] decays = file.values("blk.1.ssm_a");
    for (int i = 0; i < decays.length; i++) {
      assertThat(decays[i]).isCloseTo(-(1 + i % 16), within(1e-5f)); // as a model is initialized
    }
  }

  @Test
  void untiedHeadIsWritten() throws IOException {
    WrittenGguf file = export(false);

    float[] head = tensor("lm_head.weight", WORDS, WIDTH);
    assertThat(file.values("output.weight")).containsExactly(head);
  }

  @Test
  void whatLlamaCanNotRunIsRefused() {
    Checkpoint biased = Checkpoint.open(Fixture.named("own-untied").directory());
    Checkpoint wide = Checkpoint.open(Fixture.named("own-tied").directory());
    Checkpoint terse = Checkpoint.open(Fixture.named("tiny-f32").directory());

    Path file = directory.resolve("model.gguf");
    assertThatThrownBy(() -> GgufExport.write(biased, file)).hasMessageContaining("use_bias");
    assertThatThrownBy(() -> GgufExport.write(wide, file))
        .hasMessageContaining("intermediate_size is 44, expected 40");
    assertThatThrownBy(() -> GgufExport.write(terse, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vocab_size is 97");
    assertThat(file).doesNotExist();
  }

  private WrittenGguf export(boolean tiedHead) throws IOException {
    RandomCheckpoint.write(new Dimensions(WIDTH, 2, WORDS, tiedHead), directory);
    Path file = directory.resolve("model.gguf");
    GgufExport.write(Checkpoint.open(directory), file);
    return WrittenGguf.read(file);
  }

  private float[] tensor(String name, long... shape) {
    return Checkpoint.open(directory)
        .readWeights(
            weights -> {
              weights.unread().forEach(weights::ignore);
              return weights.array(name, shape);
            });
  }
}
