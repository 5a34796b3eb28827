package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command from its arguments to its report, on a little data folder and the bundled model. */
class EvaluateCommandTest {

  private static final int LINES = 3000; // of which the last twentieth is long enough

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shortVersionMeasuresEveryPartAndWritesBothReports() throws IOException {
    writeCorpus("logs", "app.log");
    writeCorpus("text", "book.txt");
    writeFault();
    Path report = folder.resolve("report");
    int code = evaluate("--data", folder.toString(), "--fast", "--out", report.toString());
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();

    JsonNode json = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(json.get("header").get("model").textValue()).startsWith("simba-logs@");
    assertThat(json.get("header").get("command").textValue()).contains("--data", "--fast");
    Set<String> names = new LinkedHashSet<>();
    json.get("figures").forEach(figure -> names.add(figure.get("name").textValue()));
    assertThat(names)
        .contains(
            "quality.logs.impact.chunk-128.gap-1024",
            "quality.text.reversed.chunk-128.work",
            "quality.logs.as-scored.gate-and-simba.work",
            "faults.unseen.masked.simba.recall-at-10",
            "flow.simba.distance-1024.gain",
            "endless.simba.at-4000.norm",
            "language.logs.app.dense-top",
            "reading.app.all.work",
            "language.text.book.zstd-primed");
    for (JsonNode figure : json.get("figures")) {
      String name = figure.get("name").textValue();
      assertThat(figure.get("value").isNumber()).as(name).isTrue();
      String baseline = figure.get("baseline").textValue();
      assertThat(baseline.isEmpty() || names.contains(baseline)).as(name).isTrue();
    }
    assertThat(Files.readString(report.resolve("report.html"))).contains("<svg ", "</html>");
    try (Stream<Path> plots = Files.list(report.resolve("plots"))) {
      assertThat(plots.map(plot -> plot.getFileName().toString()))
          .contains("language-logs-bits-per-byte.svg")
          .allMatch(name -> name.endsWith(".svg"));
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("language.logs.mean-unseen");
  }

  @Test
  void partWithoutItsDataIsSkippedUnlessItWasNamed() throws IOException {
    Files.createDirectories(folder.resolve("corpus/logs"));
    Path report = folder.resolve("report");
    assertThat(evaluate("--data", folder.toString(), "--out", report.toString())).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("language is skipped: there are no");
    int code =
        evaluate("--data", folder.toString(), "--part", "language", "--out", report.toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("part language needs files in corpus/logs and corpus/text");
  }

  @Test
  void onlyTheNamedWaysOfPruningAreCompared() throws IOException {
    writeCorpus("logs", "app.log");
    writeCorpus("text", "book.txt");
    Path report = folder.resolve("report");
    String[] quality = {"--data", folder.toString(), "--fast", "--part", "quality"};
    String[] some = {"--variant", "random", "--out", report.toString()};
    assertThat(evaluate(Stream.of(quality, some).flatMap(Stream::of).toArray(String[]::new)))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("random.").doesNotContain("impact.");

    String[] none = {"--variant", "guess", "--out", report.toString()};
    assertThat(evaluate(Stream.of(quality, none).flatMap(Stream::of).toArray(String[]::new)))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--variant guess: give some of impact,");
  }

  @Test
  void kindsOfAnomaliesAreMeasuredWithAndWithoutTheModel() throws IOException {
    Files.createDirectory(folder.resolve("categories"));
    Path report = folder.resolve("report");
    String[] parts = {"--data", folder.toString(), "--fast", "--part", "categories", "matters"};
    String[] to = {"--out", report.toString()};
    assertThat(evaluate(Stream.of(parts, to).flatMap(Stream::of).toArray(String[]::new)))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    JsonNode json = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    Map<String, Double> figures = new TreeMap<>();
    json.get("figures")
        .forEach(f -> figures.put(f.get("name").textValue(), f.get("value").doubleValue()));
    assertThat(figures)
        .containsKeys("matters.made.mean.shuffled", "matters.made.mean.recall-alone");
    assertThat(figures.get("categories.made.level")).isGreaterThan(0.95);
    assertThat(figures.get("matters.made.level.patterns-alone")).isGreaterThan(0.95);
  }

  @Test
  void whatIsAskedWronglyIsSaidWithTheRemedy() {
    assertThat(evaluate("--data", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(evaluate("--data", folder.toString(), "--part", "langage")).isEqualTo(1);
    assertThat(evaluate()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("there is no such folder")
        .contains("--part langage: there is no such part, only quality, flow, endless, language")
        .contains("--data");
  }

  /** Sentences of a few words, with numbers that come and go. */
  private void writeCorpus(String kind, String name) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    String[] verbs = {"opened", "closed", "moved", "lost"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      text.append("INFO worker-").append(random.nextInt(9)).append(" block ");
      text.append(random.nextInt(1000)).append(' ').append(verbs[random.nextInt(4)]);
      text.append(" by user ").append(random.nextInt(100)).append('\n');
    }
    Path directory = Files.createDirectories(folder.resolve("corpus").resolve(kind));
    Files.writeString(directory.resolve(name), text);
  }

  /** A log of a system, and the line that shows what was done to it. */
  private void writeFault() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      log.append("2026-11-29T15:28:%02dZ ".formatted(i));
      log.append(i == 50 ? "disk 1 is full\n" : "request " + i + " took 1 ms\n");
    }
    Path logs = Files.createDirectories(folder.resolve("corpus/fleet"));
    Files.writeString(logs.resolve("shop-orders.log"), log);
    Files.writeString(
        Files.createDirectory(folder.resolve("faults")).resolve("shop-orders.jsonl"),
        """
        {"stream": "shop-orders.log", "kind": "disk-full", "injected": "2026-11-29T15:28:49Z", "lines": [51]}
        """);
  }

  private int evaluate(String... arguments) {
    PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream progress = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new CommandLine(new EvaluateCommand(results, progress))
        .setErr(new PrintWriter(progress, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }
}
