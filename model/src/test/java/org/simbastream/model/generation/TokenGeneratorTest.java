package org.simbastream.model.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.simbastream.model.Fixture;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.text.TextTokenizer;

/** Where writing ends, and what it leaves untouched. */
class TokenGeneratorTest {

  private static final int TOKENS = 40;

  @Test
  void writingEndsWithTheTokenThatCompletesAStopString() {
    try (MambaModel model = Fixture.named("own-trained").load();
        TextTokenizer tokenizer = model.openTokenizer().orElseThrow();
        TokenGenerator generator = new TokenGenerator(model)) {
      int[] prompt = tokenizer.encode("INFO ");
      int[] all = write(generator, model, prompt, written -> false);
      String text = tokenizer.decode(all);
      String stop = text.substring(10, 14); // begins and ends where tokens need not
      int[] written = write(generator, model, prompt, new StopStrings(tokenizer, List.of(stop)));
      assertThat(written).isEqualTo(Arrays.copyOf(all, written.length));
      assertThat(tokenizer.decode(written)).contains(stop);
      assertThat(tokenizer.decode(Arrays.copyOf(written, written.length - 1))).doesNotContain(stop);
    }
  }

  @Test
  void textIsCutBeforeTheFirstOfTheStopStrings() {
    StopStrings stop = new StopStrings(null, List.of("end", "b"));
    assertThat(stop.cut("a b end")).isEqualTo("a ");
    assertThat(stop.cut("an end b")).isEqualTo("an ");
    assertThat(stop.cut("none")).isEqualTo("none");
    assertThatIllegalArgumentException().isThrownBy(() -> new StopStrings(null, List.of("")));
  }

  @Test
  void drawingIsSeededAndLeavesTheStreamAsItIs() {
    try (MambaModel model = Fixture.named("own-trained").load();
        TokenGenerator generator = new TokenGenerator(model)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      int[] prompt = {5, 6, 7};
      int[] first = generator.generate(memory, prompt, TOKENS, new Sampling(1, 0.9, 3), w -> false);
      int[] again = generator.generate(memory, prompt, TOKENS, new Sampling(1, 0.9, 3), w -> false);
      int[] other = generator.generate(memory, prompt, TOKENS, new Sampling(1, 0.9, 4), w -> false);
      assertThat(first).isEqualTo(again).isNotEqualTo(other).hasSize(TOKENS);
      assertThat(memory.layer(0)).isNull();
    }
  }

  @Test
  void nearlyNoTemperatureIsGreedy() {
    try (MambaModel model = Fixture.named("own-trained").load();
        TokenGenerator generator = new TokenGenerator(model)) {
      int[] prompt = {5, 6, 7};
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      int[] cold = generator.generate(memory, prompt, TOKENS, new Sampling(1e-4, 1, 3), w -> false);
      assertThat(cold).isEqualTo(write(generator, model, prompt, written -> false));
    }
  }

  private static int[] write(
      TokenGenerator generator, MambaModel model, int[] prompt, Predicate<int[]> stop) {
    StreamMemory memory = new StreamMemory(model.configuration().layers());
    return generator.generate(memory, prompt, TOKENS, TokenChoice.GREEDY, stop);
  }
}
