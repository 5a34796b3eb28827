package org.simbastream.evaluation.surprisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.BundledModel;
import org.simbastream.model.simba.SimbaSettings;

class ModelSurprisalsTest {

  private static final List<String> LINES = List.of("one line of a log", "one line of a log");

  @Test
  void denseKnowsEveryTokenButTheFirstAndSimbaOnlySome() {
    BundledModel.use(
        (model, records) -> {
          int[] tokens = records.stream(LINES);
          try (SurprisalReader dense = Surprisals.OF_THE_MODEL.reader(model, SimbaSettings.DENSE);
              SurprisalReader simba =
                  Surprisals.OF_THE_MODEL.reader(model, SimbaSettings.linear(0.1, 0))) {
            TokenSurprisals all = dense.newStream().read(tokens);
            assertThat(all.top()[0]).isNaN();
            assertThat(known(all.top())).isEqualTo(tokens.length - 1);
            assertThat(known(all.early())).isEqualTo(tokens.length - 1);
            assertThat(all.work().ratio()).isEqualTo(1);
            TokenSurprisals some = simba.newStream().read(tokens);
            assertThat(known(some.top())).isBetween(1, tokens.length / 2);
            assertThat(known(some.early())).isEqualTo(tokens.length - 1);
          }
        });
  }

  @Test
  void forkLeavesTheStreamAsItIs() {
    BundledModel.use(
        (model, records) -> {
          int[] tokens = records.stream(LINES);
          try (SurprisalReader dense = Surprisals.OF_THE_MODEL.reader(model, SimbaSettings.DENSE)) {
            SurprisalStream stream = dense.newStream();
            stream.read(tokens);
            float[] fork = dense.fork(stream).read(tokens).top();
            assertThat(fork[0]).isNotNaN();
            assertThat(dense.fork(stream).read(tokens).top()).isEqualTo(fork);
            assertThat(stream.read(tokens).top()).isEqualTo(fork);
            assertThat(stream.read(tokens).top()).isNotEqualTo(fork);
          }
        });
  }

  private static int known(float[] surprisal) {
    return (int) Arrays.stream(box(surprisal)).filter(value -> !value.isNaN()).count();
  }

  private static Float[] box(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }
}
