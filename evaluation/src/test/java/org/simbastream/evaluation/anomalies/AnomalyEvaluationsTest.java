package org.simbastream.evaluation.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.surprisal.Surprisals;

/** The parts on anomalies, on little data. */
class AnomalyEvaluationsTest {

  @TempDir private Path folder;

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
        .isThrownBy(() -> new CategoriesEvaluation().run(settings()))
        .withMessageContaining("categories");
  }

  private EvaluationSettings settings() {
    return new EvaluationSettings(
        null,
        Optional.empty(),
        Surprisals.OF_THE_MODEL,
        Optional.empty(),
        folder,
        Set.of(),
        true,
        1,
        line -> {});
  }
}
