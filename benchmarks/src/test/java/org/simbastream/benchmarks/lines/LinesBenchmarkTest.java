package org.simbastream.benchmarks.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;

class LinesBenchmarkTest {

  @Test
  void aLinesCostIsThatOfItsStages(@TempDir Path directory) throws IOException {
    Path log =
        Files.write(
            directory.resolve("app.log"),
            IntStream.range(0, 200).mapToObj(i -> "job " + i * 7919L + " took 12 ms").toList());
    Map<String, Double> figures =
        new LinesBenchmark()
                .run(
                    new BenchmarkSettings(
                        List.of(), 1, 1, directory, false, List.of(log), line -> {}))
                .stream()
                .collect(Collectors.toMap(Figure::name, Figure::value));
    assertThat(figures.get("lines.tokens")).isBetween(5.0, 20.0);
    assertThat(figures.get("lines.tokenizing.own"))
        .isPositive()
        .isLessThan(figures.get("lines.tokenizing.library"));
    double stages =
        figures.entrySet().stream()
            .filter(figure -> figure.getKey().startsWith("lines.stage."))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(stages).isCloseTo(figures.get("lines.all"), within(0.01));
    assertThat(figures.get("lines.per-second") * figures.get("lines.all"))
        .isCloseTo(1e6, within(1.0));
  }

  @Test
  void aStackBelongsToTheInnermostStage() {
    assertThat(
            Stage.of(
                List.of(
                    "jdk.incubator.vector.FloatVector",
                    "org.simbastream.model.linear.VectorLinear",
                    "org.simbastream.model.mamba.ReaderReadout",
                    "org.simbastream.model.mamba.ForwardPass",
                    "org.simbastream.scoring.Any")))
        .isEqualTo(Stage.READOUT);
    assertThat(Stage.of(List.of("java.lang.Thread"))).isEqualTo(Stage.OTHER);
  }
}
