package org.simbastream.evaluation.endless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.BundledModel;
import org.simbastream.evaluation.surprisal.SurprisalReader;
import org.simbastream.evaluation.surprisal.SurprisalStream;
import org.simbastream.evaluation.surprisal.Surprisals;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** The stream that does not end, the one that is reset, and the size of a state. */
class EndlessLogTest {

  private static final List<List<String>> LOGS =
      List.of(lines("alpha", 30), lines("beta", 300), List.of("one line only"));

  @Test
  void streamRunsOnAndOnThroughAllLogsAndTheSeedDecidesHow() {
    BundledModel.use(
        (model, records) -> {
          List<int[]> first = chunks(new EndlessLog(records, LOGS, 1));
          assertThat(first).allSatisfy(chunk -> assertThat(chunk.length).isBetween(64, 128));
          assertThat(chunks(new EndlessLog(records, LOGS, 1)).toArray()).isEqualTo(first.toArray());
          assertThat(Arrays.equals(chunks(new EndlessLog(records, LOGS, 2)).get(0), first.get(0)))
              .isFalse();
          for (String word : List.of("alpha", "beta", "one line only")) {
            int token = records.record(word)[0];
            assertThat(first).anySatisfy(chunk -> assertThat(chunk).contains(token));
          }
        });
  }

  @Test
  void resetStreamForgetsAfterSoManyTokensAndNotBefore() {
    BundledModel.use(
        (model, records) -> {
          int[] chunk = records.record("session opened for user alpha and closed again");
          int every = 2 * chunk.length;
          try (SurprisalReader reader =
              Surprisals.OF_THE_MODEL.reader(model, SimbaSettings.DENSE)) {
            ResetStream reset = new ResetStream(reader, records.start(), every);
            float[] fresh = reset.read(chunk);
            assertThat(fresh).hasSize(chunk.length);
            float[] again = reset.read(chunk);
            assertThat(sum(again)).isLessThan(sum(fresh)); // it has just been read
            assertThat(reset.read(chunk)).isEqualTo(fresh);
            SurprisalStream carried = reader.newStream();
            carried.read(records.start());
            carried.read(chunk);
            assertThat(sum(carried.read(chunk).top())).isCloseTo(sum(again), within(1e-2));
          }
        });
  }

  @Test
  void sizeIsTheLargestEntryAndTheNormOverAllLayers() {
    StreamMemory memory = new StreamMemory(2);
    assertThat(StateSize.of(memory, 2)).isEqualTo(new StateSize(0, 0));
    memory.putLayer(0, 0, new LayerState(new float[] {99}, new float[] {1, -2}));
    memory.putLayer(0, 1, new LayerState(new float[] {99}, new float[] {2, 4}));
    assertThat(StateSize.of(memory, 2)).isEqualTo(new StateSize(4, 5));
  }

  private static List<int[]> chunks(EndlessLog log) {
    List<int[]> chunks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      chunks.add(log.nextChunk(64));
    }
    return chunks;
  }

  private static List<String> lines(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + " " + i).toList();
  }

  private static double sum(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }
}
