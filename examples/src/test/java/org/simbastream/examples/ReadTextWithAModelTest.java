package org.simbastream.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTextWithAModelTest {

  private static final Pattern FOUND = Pattern.compile("([0-9.]+) nats, work ([0-9.]+): (.*)");

  private List<String> lines;
  private List<Found> found;

  private record Found(double nats, double work, String line) {}

  @BeforeEach
  void readALog(@TempDir Path folder) throws Exception {
    lines = RepositoryFiles.of("flink-taskmanager-1").subList(400, 700); // the kill is seen at 608
    Path log = Files.write(folder.resolve("app.log"), lines);
    found =
        Printed.by(
                () -> {
                  ReadTextWithAModel.main(
                      new String[] {RepositoryFiles.model().toString(), log.toString()});
                  return null;
                })
            .stream()
            .map(ReadTextWithAModelTest::found)
            .toList();
  }

  @Test
  void everyLineIsToldInItsOrder() {
    assertThat(found).extracting(Found::line).isEqualTo(lines);
  }

  @Test
  void aLineOfTheKillSurprisesMost() {
    Found most = found.stream().max(Comparator.comparingDouble(Found::nats)).orElseThrow();
    assertThat(most.line()).contains("Connection unexpectedly closed by remote task manager");
  }

  @Test
  void mostOfTheWorkIsSkippedOnceTheStreamIsKnown() {
    assertThat(found).allSatisfy(line -> assertThat(line.work()).isBetween(0.0, 0.75));
    double later =
        found.subList(100, 200).stream().mapToDouble(Found::work).average().orElseThrow();
    assertThat(later).as("the gate skips what the stream expects").isLessThan(0.25);
  }

  private static Found found(String printed) {
    Matcher parts = FOUND.matcher(printed);
    assertThat(parts.matches()).as(printed).isTrue();
    return new Found(
        Double.parseDouble(parts.group(1)), Double.parseDouble(parts.group(2)), parts.group(3));
  }
}
