package org.simbastream.evaluation.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.evaluation.BundledModel;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.surprisal.Surprisals;
import org.simbastream.model.mamba.MambaModel;

/** The parts on anomalies, on little data. */
class AnomalyEvaluationsTest {

  @TempDir private Path folder;

  @Test
  void aLevelThatFlipsIsFoundWithAndWithoutAModel() throws IOException {
    Files.createDirectory(folder.resolve("categories"));
    BundledModel.use(
        (model, records) -> {
          assertThat(value(run(new CategoriesEvaluation(), model), "categories.made.level"))
              .isGreaterThan(0.95);
          List<Figure> matters = run(new MattersEvaluation(), model);
          assertThat(matters)
              .extracting(Figure::name)
              .contains(
                  "matters.made.mean.model",
                  "matters.made.mean.shuffled",
                  "matters.made.mean.recall-alone");
          assertThat(value(matters, "matters.made.level.patterns-alone")).isGreaterThan(0.95);
        });
  }

  @Test
  void labelledStreamsAreReadWithTheirLabels() throws IOException {
    Path log = Files.writeString(folder.resolve("odd.log"), "a\n".repeat(310));
    Path labels = folder.resolve("odd.json");
    Files.writeString(labels, "[" + "0, ".repeat(300) + "1]");
    LabelledStream stream = LabelledStream.read(log, labels);
    assertThat(stream.name()).isEqualTo("odd");
    assertThat(stream.lines()).hasSize(310);
    assertThat(stream.oddAfterWarmUp()).hasSize(10).startsWith(true, false);
    Files.writeString(labels, "[1, 0]");
    assertThatExceptionOfType(MissingDataException.class)
        .isThrownBy(() -> LabelledStream.read(log, labels))
        .withMessageContaining("odd.log");
  }

  @Test
  void withoutTheFolderOfStreamsThePartsSayWhatTheyNeed() {
    assertThatExceptionOfType(MissingDataException.class)
        .isThrownBy(() -> new CategoriesEvaluation().run(settings(null)))
        .withMessageContaining("categories");
  }

  private List<Figure> run(Evaluation part, MambaModel model) {
    try {
      return part.run(settings(model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EvaluationSettings settings(MambaModel model) {
    return new EvaluationSettings(
        model,
        Optional.empty(),
        Surprisals.OF_THE_MODEL,
        Optional.empty(),
        folder,
        Set.of(),
        true,
        1,
        line -> {});
  }

  private static double value(List<Figure> figures, String name) {
    return figures.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow().value();
  }
}
