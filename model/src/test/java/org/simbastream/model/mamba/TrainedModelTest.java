package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.kernels.PlainKernels;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;

/**
 * Trained models from text to surprisal, as the code that trained them has it in PyTorch: the
 * bundled one, and a small one that this repository's training made.
 */
class TrainedModelTest {

  private static final double TOLERANCE = 1e-3;

  @ParameterizedTest
  @ValueSource(strings = {"simba-logs", "own-trained"})
  void bosAndTextGiveTheReferencesLogitsAndEarlySurprisal(String name) {
    Fixture fixture = Fixture.named(name);
    JsonNode golden = fixture.golden();
    try (MambaModel model = fixture.load();
        TextTokenizer tokenizer = model.openTokenizer().orElseThrow();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      int[] text = tokenizer.encode(golden.get("text").textValue());
      int[] ids = new int[1 + text.length];
      ids[0] = model.configuration().bosTokenId().orElseThrow();
      System.arraycopy(text, 0, ids, 1, text.length);
      assertThat(ids).isEqualTo(fixture.ids());

      StreamMemory memory = new StreamMemory(model.configuration().layers());
      ChunkResult result = pass.run(List.of(ids), memory, new Outputs(true, true, false)).get(0);
      if (golden.has("lastLogits")) { // a reader has probabilities, see below
        assertClose(result.lastLogits(), 0, golden.get("lastLogits"));
      }
      assertThat(result.surprisal()[0]).isNaN();
      assertClose(result.surprisal(), 1, golden.get("exitSurprisal"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simba-logs", "own-trained"})
  void topGivesTheReferencesSurprisalInOneChunkAndInSeveral(String name) {
    Fixture fixture = Fixture.named(name);
    JsonNode golden = fixture.golden();
    int[] ids = fixture.ids();
    try (MambaModel model = fixture.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      for (int chunk : new int[] {ids.length, 7}) {
        StreamMemory memory = new StreamMemory(model.configuration().layers());
        float[] surprisal = new float[ids.length];
        for (int at = 0; at < ids.length; at += chunk) {
          int[] tokens = Arrays.copyOfRange(ids, at, Math.min(ids.length, at + chunk));
          ChunkResult result = pass.run(List.of(tokens), memory, Outputs.BOTH_SURPRISALS).get(0);
          System.arraycopy(result.topSurprisal(), 0, surprisal, at, tokens.length);
        }
        assertThat(surprisal[0]).isNaN();
        assertClose(surprisal, 1, golden.get("surprisal"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simba-logs", "own-trained"})
  void logitsTokenByTokenGiveTheReferencesSurprisalAtTheTop(String name) {
    Fixture fixture = Fixture.named(name);
    JsonNode golden = fixture.golden();
    int[] ids = fixture.ids();
    float[] surprisal = new float[ids.length - 1];
    try (MambaModel model = fixture.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      for (int i = 0; i + 1 < ids.length; i++) {
        int[] chunk = {ids[i]};
        float[] logits = pass.run(List.of(chunk), memory, Outputs.LAST_LOGITS).get(0).lastLogits();
        surprisal[i] = new PlainKernels().logSumExp(logits, 0, logits.length) - logits[ids[i + 1]];
      }
    }
    assertClose(surprisal, 0, golden.get("surprisal"));
  }

  private static void assertClose(float[] actual, int from, JsonNode expected) {
    assertThat(actual).hasSize(from + expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat((double) actual[from + i])
          .as("value %d", i)
          .isCloseTo(expected.get(i).doubleValue(), within(TOLERANCE));
    }
  }
}
