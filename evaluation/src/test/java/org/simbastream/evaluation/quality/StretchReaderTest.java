package org.simbastream.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.evaluation.BundledModel;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

class StretchReaderTest {

  @TempDir private Path folder;

  @Test
  void likelihoodIsThatOfTheTokensAfterEachGapInOneDensePass() {
    BundledModel.use(
        (model, records) -> {
          int[] tokens = new SplittableRandom(1).ints(Stretch.TOKENS, 0, 4096).toArray();
          float[] top;
          try (ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
            StreamMemory memory = new StreamMemory(model.configuration().layers());
            top = pass.run(List.of(tokens), memory, Outputs.BOTH_SURPRISALS).get(0).topSurprisal();
          }
          try (StretchReader reader = new StretchReader(model)) {
            Likelihoods read =
                reader.read(List.of(new Stretch(tokens)), SimbaSettings.DENSE, Variant.CHUNK);
            for (int gap = 0; gap < Stretch.GAPS.length; gap++) {
              int from = Stretch.CONTEXT + Stretch.GAPS[gap];
              double mean = 0;
              for (int i = from; i < from + Stretch.TARGETS; i++) {
                mean += top[i] / Stretch.TARGETS;
              }
              assertThat(read.surprisal()[gap][0]).isCloseTo(mean, within(1e-3));
            }
            assertThat(read.work().tokens()).isEqualTo(Stretch.TOKENS - Stretch.TARGETS);
            assertThat(read.work().ratio()).isEqualTo(1);
          }
        });
  }

  @Test
  void everyVariantButTheOneThatKeepsAllLeavesAnotherStateForLessWork() {
    BundledModel.use(
        (model, records) -> {
          int[] tokens = new SplittableRandom(2).ints(Stretch.TOKENS, 0, 4096).toArray();
          List<Stretch> stretches = List.of(new Stretch(tokens));
          try (StretchReader reader = new StretchReader(model)) {
            Likelihoods dense = reader.read(stretches, SimbaSettings.DENSE, Variant.CHUNK);
            for (Variant variant : Variant.schedules(3)) {
              Likelihoods pruned =
                  reader.read(stretches, variant.settings(), variant.chunkTokens());
              assertThat(pruned.surprisal()[0]).isNotEqualTo(dense.surprisal()[0]);
              assertThat(pruned.work().ratio()).as(variant.name()).isBetween(0.5, 0.65);
            }
          }
        });
  }

  @Test
  void namesOfVariantsAreTheirOwn() {
    List<String> labels =
        IntStream.of(32, 128, 512)
            .boxed()
            .flatMap(chunk -> Variant.criteria(chunk).stream())
            .map(Variant::label)
            .toList();
    assertThat(labels).doesNotHaveDuplicates().contains("impact-1024.chunk-512");
  }

  @Test
  void lossIsPairedWithDenseStretchByStretch() {
    Likelihoods dense = new Likelihoods(new double[][] {{1, 3}, {1, 3}, {1, 3}}, OpCounts.none(1));
    LossFigures losses = new LossFigures("quality.logs", dense);
    losses.losses("x", new Likelihoods(new double[][] {{1.5, 3.5}, {1, 3}, {2, 3}}, null));
    Figures figures = new Figures(losses.all());
    assertThat(figures.value("quality.logs.dense.gap-0")).isEqualTo(2);
    assertThat(figures.value("quality.logs.x.gap-0")).isEqualTo(0.5);
    assertThat(figures.spread("quality.logs.x.gap-0")).isZero();
    assertThat(figures.value("quality.logs.x.gap-256")).isZero();
    assertThat(figures.spread("quality.logs.x.gap-1024")).isEqualTo(0.5);
  }

  @Test
  void stretchesComeFromHeldOutLinesAndTheSeedDecidesWhere() throws IOException {
    String training = "word of training\n".repeat(19 * 400);
    String heldOut =
        IntStream.range(0, 400).mapToObj(i -> "held out " + i).collect(Collectors.joining("\n"));
    CorpusFile file = write("long.log", training + heldOut);
    BundledModel.use(
        (model, records) -> {
          try {
            List<Stretch> drawn = new StretchDraw(records, 1).draw(List.of(file), 3);
            assertThat(drawn).hasSize(3);
            for (Stretch stretch : drawn) {
              assertThat(stretch.tokens()).hasSize(Stretch.TOKENS).startsWith(records.start());
            }
            int training0 = records.record("training")[0];
            int[] first = drawn.get(0).tokens();
            assertThat(Arrays.stream(first).filter(t -> t == training0).count()).isZero();
            assertThat(new StretchDraw(records, 1).draw(List.of(file), 3).get(2).tokens())
                .isEqualTo(drawn.get(2).tokens());
            assertThat(new StretchDraw(records, 2).draw(List.of(file), 1).get(0).tokens())
                .isNotEqualTo(first);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void filesThatAreTooShortAreMissingData() throws IOException {
    CorpusFile file = write("short.log", "a\nb\nc\n");
    BundledModel.use(
        (model, records) ->
            assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> new StretchDraw(records, 1).draw(List.of(file), 3))
                .withMessageContaining("1599")
                .withMessageContaining("short.log"));
  }

  private CorpusFile write(String name, String text) throws IOException {
    return new CorpusFile(Files.writeString(folder.resolve(name), text));
  }
}
