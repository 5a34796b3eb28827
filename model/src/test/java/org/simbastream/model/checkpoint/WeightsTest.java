package org.simbastream.model.checkpoint;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.model.Fixture;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** How stored values become float32, and what is left alone. */
class WeightsTest {

  private static final String FINAL_NORM = "backbone.norm_f.weight";

  @TempDir Path directory;

  @Test
  void furtherTensorsOfAnyTypeAreLeftAloneAndReported() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    checkpoint.append("adapter.weight", "F32", 3, 12).append("adapter.ids", "I64", 1, 8).write();
    Set<String> names = Set.copyOf(Checkpoint.open(directory).readWeights(this::unreadAfterTwo));
    assertThat(names)
        .contains("adapter.weight", "adapter.ids")
        .doesNotContain(FINAL_NORM, "backbone.embeddings.weight");
    assertThat(logits(directory)).isEqualTo(logits(Fixture.named("tiny-f32").directory()));
  }

  @Test
  void tiedHeadMayBeStoredASecondTime() throws IOException {
    EditedCheckpoint checkpoint = withHead();
    long[] from = checkpoint.offsets("backbone.embeddings.weight");
    int to = (int) checkpoint.offsets("lm_head.weight")[0];
    System.arraycopy(checkpoint.data, (int) from[0], checkpoint.data, to, 97 * 32 * 4);
    checkpoint.write();
    try (WrittenLog log = WrittenLog.open()) {
      assertThat(logits(directory)).isEqualTo(logits(Fixture.named("tiny-f32").directory()));
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void headThatIsNotTheEmbeddingIsUsedAndWarnedOfThoughTheConfigurationTiesThem()
      throws IOException {
    withHead().write();
    try (WrittenLog log = WrittenLog.open()) {
      assertThat(logits(directory)).containsOnly(0f); // the head that was added holds zeros
      assertThat(log.lines())
          .singleElement(as(STRING))
          .contains("stores lm_head.weight, which is not the embedding")
          .contains("tie_word_embeddings");
    }
  }

  @Test
  void tiedModelIgnoresAHeadThatCannotBeReadAndWarns() throws IOException {
    EditedCheckpoint checkpoint = withHead();
    int head = (int) checkpoint.offsets("lm_head.weight")[0];
    ByteBuffer.wrap(checkpoint.data).order(ByteOrder.LITTLE_ENDIAN).putFloat(head, Float.NaN);
    checkpoint.write();
    try (WrittenLog log = WrittenLog.open()) {
      assertThat(logits(directory)).isEqualTo(logits(Fixture.named("tiny-f32").directory()));
      assertThat(log.lines())
          .singleElement(as(STRING))
          .contains("tensor lm_head.weight holds NaN at index 0; it is ignored");
    }
  }

  private EditedCheckpoint withHead() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    checkpoint.append("lm_head.weight", "F32", 97 * 32, 97 * 32 * 4);
    return checkpoint.shape("lm_head.weight", 97, 32);
  }

  @Test
  void untiedHeadIsReadWhereTheConfigurationIsSilent() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    checkpoint.config.remove("tie_word_embeddings");
    checkpoint.append("lm_head.weight", "F32", 97 * 32, 97 * 32 * 4);
    checkpoint.shape("lm_head.weight", 97, 32).write();
    assertThat(logits(directory)).containsOnly(0f); // the head that was added holds zeros
  }

  @Test
  void decayBeyondFloat32ForgetsEverythingWithoutNaN() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    String decay = "backbone.layers.0.mixer.A_log";
    ByteBuffer data = ByteBuffer.wrap(checkpoint.data).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat((int) checkpoint.offsets(decay)[0], 100);
    checkpoint.write();
    try (MambaModel model = MambaModel.load(directory);
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      Outputs impact = new Outputs(false, true, true);
      ChunkResult result = pass.run(List.of(new int[] {1, 2, 3}), memory, impact).get(0);
      for (float score : result.impact()[0]) {
        assertThat(score).isFinite();
      }
      for (float logit : result.lastLogits()) {
        assertThat(logit).isFinite();
      }
    }
  }

  @Test
  void halvesAreWidenedExactly() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f16", directory);
    short[] halves = {0x3c00, (short) 0xc500, 0x0001, (short) 0x83ff, 0x0400, 0x7bff, 0x3555, 0};
    float[] expected = {
      1, -5, 0x1p-24f, -1023 * 0x1p-24f, 0x1p-14f, 65504, 0.333251953125f, 0,
    };
    assertThat(widened(checkpoint, halves)).startsWith(expected);
  }

  @Test
  void brainFloatsAreWidenedExactly() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-bf16", directory);
    short[] halves = {0x3f80, (short) 0xc0a0, 0x0001, (short) 0x8000, 0x7f7f};
    float[] expected = {1, -5, 0x1p-133f, -0f, 0x1.fep127f};
    assertThat(widened(checkpoint, halves)).startsWith(expected);
  }

  /** The final norm with its first values replaced by these bits. */
  private float[] widened(EditedCheckpoint checkpoint, short[] bits) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(checkpoint.data).order(ByteOrder.LITTLE_ENDIAN);
    int at = (int) checkpoint.offsets(FINAL_NORM)[0];
    for (int i = 0; i < bits.length; i++) {
      data.putShort(at + 2 * i, bits[i]);
    }
    checkpoint.write();
    return Checkpoint.open(directory)
        .readWeights(
            weights ->
                weights.array(
                    FINAL_NORM, checkpoint.tensor(FINAL_NORM).get("shape").get(0).longValue()));
  }

  private Set<String> unreadAfterTwo(Weights weights) {
    weights.array(FINAL_NORM, 32);
    weights.ignore("backbone.embeddings.weight");
    return weights.unread();
  }

  private static float[] logits(Path directory) {
    try (MambaModel model = MambaModel.load(directory);
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      return pass.run(List.of(new int[] {1, 2, 3}), memory, Outputs.LAST_LOGITS)
          .get(0)
          .lastLogits();
    }
  }
}
