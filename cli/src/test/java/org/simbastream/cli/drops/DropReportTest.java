package org.simbastream.cli.drops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.records.StreamPattern;
import org.simbastream.scoring.PatternLearner;

/** What could be sampled or dropped, and with which expressions. */
class DropReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path RECORDING =
      Path.of(System.getProperty("simba.repository"), "recordings", "taskmanager-killed");

  @TempDir private Path directory;

  /** A line that is to be scored. */
  private record Line(String text, double score, String level) {}

  @Test
  void whatToldSomethingOrWarnsOrIsRareIsKept() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      lines.add(new Line("GET /health took " + i + " ms", 0.4, i < 500 ? "INFO" : ""));
      lines.add(new Line("cache hit for item " + i, 0.9, "DEBUG"));
      lines.add(new Line("user " + i + " logged in", i == 7 ? 4 : 0, "DEBUG"));
      lines.add(new Line("slow query of " + i + " ms", 0, i == 9 ? "WARN" : "INFO"));
    }
    for (int i = 0; i < 99; i++) {
      lines.add(new Line("order " + i + " was paid", 0, "DEBUG"));
    }
    DropReport report = DropReport.of(List.of(scored(lines)), 100, 20);

    assertThat(of("cache hit for item <*>", report).advice().text()).isEqualTo("drop");
    assertThat(of("get /health took <*> ms", report).advice().text()).isEqualTo("sample 1 in 100");
    assertThat(of("user <*> logged in", report).advice().text())
        .isEqualTo("keep: it told something");
    assertThat(of("slow query of <*> ms", report).advice().text())
        .isEqualTo("keep: warnings or worse");
    assertThat(of("order <*> was paid", report).advice().text()).isEqualTo("keep: few");
    long left =
        report.bytes()
            - of("cache hit for item <*>", report).lines().bytes()
            - Math.round(of("get /health took <*> ms", report).lines().bytes() * 0.99);
    assertThat(Math.round(report.bytesLeft())).isEqualTo(left);
  }

  @Test
  void whatNoExpressionTellsApartIsKept() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lines.add(new Line("job " + i + " of 7 is done", 0, "DEBUG"));
    }
    lines.add(new Line("job cleanup of 7 is done", 5, "INFO")); // a value for the expression
    DropReport report = DropReport.of(List.of(scored(lines)), 10, 20);
    assertThat(of("job <*> of <*> is done", report).advice().text())
        .isEqualTo("keep: no expression tells its lines from those of another pattern");
  }

  /**
   * In logs of a real Kafka broker and of a program that writes to it: each expression matches all
   * lines of its pattern and none of another one, for RE2, whose syntax OpenTelemetry's collector
   * has, and for Java's as a second opinion.
   */
  @Test
  void eachExpressionMatchesTheLinesOfItsPatternAndNoOther() throws IOException {
    List<ScoredFile> files = new ArrayList<>();
    List<Line> all = new ArrayList<>();
    for (String log : List.of("kafka-broker.log", "word-generator.log")) {
      Files.readAllLines(RECORDING.resolve(log)).stream()
          .filter(line -> !line.isBlank())
          .forEach(line -> all.add(new Line(line, 0, "INFO")));
    }
    files.add(scored(all));
    DropReport report = DropReport.of(files, 2, 20);
    List<ScoredLine> lines = new ArrayList<>();
    for (ScoredFile file : files) {
      file.read(lines::add);
    }

    List<Droppable> candidates =
        report.patterns().stream().filter(p -> !p.expression().isEmpty()).toList();
    assertThat(candidates).hasSizeGreaterThan(10);
    for (Droppable pattern : candidates) {
      com.google.re2j.Pattern re2 = com.google.re2j.Pattern.compile(pattern.expression());
      Pattern java = Pattern.compile(pattern.expression());
      long own = 0;
      for (int i = 0; i < lines.size(); i++) {
        ScoredLine line = lines.get(i);
        boolean ofIt = line.id().equals(pattern.lines().id());
        own += ofIt ? 1 : 0;
        assertThat(java.matcher(line.text()).find()).as(pattern.expression()).isEqualTo(ofIt);
        if (own <= 20 && ofIt || i % 37 == 0) { // it takes longer
          assertThat(re2.matcher(line.text()).find()).as(line.text()).isEqualTo(ofIt);
        }
      }
      assertThat(own).isEqualTo(pattern.lines().records());
      assertThat(pattern.expression()).doesNotContain("'", "\"", "$", "`");
    }
  }

  @Test
  void everyShipperGetsEachExpressionInItsOwnQuotes() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lines.add(new Line("cache 'hit' for $item " + i, 0, "DEBUG"));
      lines.add(new Line("GET \"/\" took " + i + " ms", 1, "INFO"));
    }
    List<Droppable> patterns = DropReport.of(List.of(scored(lines)), 100, 20).patterns();
    assertThat(Shipper.OTEL.configuration(patterns, "body"))
        .isEqualTo(
            """
            processors:
              filter/simba:
                error_mode: ignore
                logs:
                  log_record:
                    # drop, 100 records: cache hit for $item <*>
                    - 'IsMatch(body, "\\\\Acache \\\\x27hit\\\\x27 for \\\\x24item \\\\S+\\\\s*\\\\z")'
                    # sample 1 in 10, 100 records: get / took <*> ms
                    - 'IsMatch(body, "\\\\AGET \\\\x22/\\\\x22 took \\\\S+ ms\\\\s*\\\\z") and not IsMatch(String(FNV(Concat([body, String(observed_time_unix_nano)], " "))), "0\\\\z")'
            """);
    assertThat(Shipper.VECTOR.configuration(patterns, ".message"))
        .contains("type = \"filter\"\ninputs = [\"YOUR_SOURCE\"]\n")
        .contains("match(text, r'\\Acache \\x27hit\\x27 for \\x24item \\S+\\s*\\z')\n")
        .contains("type = \"sample\"\ninputs = [\"simba_drop\"]\nrate = 10\n");
    assertThat(Shipper.FLUENT_BIT.configuration(patterns, "log"))
        .contains("Exclude    log \\Acache \\x27hit\\x27 for \\x24item \\S+\\s*\\z\n")
        .contains("Condition  Key_value_matches log \\AGET")
        .contains("Set        simba_sample 10\n")
        .contains("call       simba_sample\n");
  }

  /** Writes lines as simba score prints them. */
  private ScoredFile scored(List<Line> lines) throws IOException {
    PatternLearner learner = new PatternLearner(1 << 18);
    lines.forEach(line -> learner.learn(line.text()));
    List<String> scored = new ArrayList<>();
    for (Line line : lines) {
      StreamPattern pattern = learner.pattern(line.text());
      ObjectNode object =
          JSON.createObjectNode().put("text", line.text()).put("score", line.score());
      if (!line.level().isEmpty()) {
        object.put("level", line.level());
      }
      object.putObject("pattern").put("id", pattern.name()).put("text", pattern.text());
      scored.add(object.toString());
    }
    Path file = Files.createTempFile(directory, "scored", ".jsonl");
    return new ScoredFile(Files.write(file, scored, StandardCharsets.UTF_8));
  }

  private static Droppable of(String text, DropReport report) {
    return report.patterns().stream()
        .filter(pattern -> pattern.lines().shown().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
