package org.simbastream.job.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.replay.ReplaySettings;
import org.simbastream.job.replay.Replayer;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.text.RecordTokenizer;

/** Kafka, Flink, Kafka: a real broker, a real cluster, read as any consumer would. */
class PipelineIT {

  private static final String PATTERNS = "simba-patterns";
  private static final long TIME = 1_700_000_040_000L;

  @TempDir private Path directory;
  private JobKit kit;

  @BeforeEach
  void startKafka() {
    kit = new JobKit(directory);
  }

  @AfterEach
  void stopKafka() {
    kit.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void everyRecordIsScoredOnceAndAsTheScoreCommandScoresIt(String backend) throws Exception {
    List<TestStreams.Line> lines = TestStreams.lines(5, 300, 11);
    SimbaConfiguration configuration =
        kit.configuration(
            Map.of(
                "simba.input.bounded", "true",
                "state.backend.type", backend,
                "simba.control.enabled", "true",
                "simba.output.patterns.enabled", "true"));
    kit.createTopic(PATTERNS, Map.of());
    kit.teach("of no record here", "{\"action\": \"mute\", \"pattern\": \"0000000000000000\"}");
    kit.send(lines);
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    List<JsonNode> scored = kit.read(JobKit.SCORED);
    assertThat(scored).hasSize(lines.size());
    assertThat(ScoredAsFiles.ofJob(scored))
        .isEqualTo(ScoredAsFiles.ofFiles(TestStreams.scoredAsFiles(lines, configuration)));
    List<JsonNode> summaries = kit.read(JobKit.SUMMARIES);
    assertThat(summaries).hasSize(5);
    assertThat(summaries.stream().mapToLong(s -> s.get("records").longValue()).sum())
        .isEqualTo(lines.size());
    assertThat(summaries).allMatch(s -> s.get("highlights").size() > 0);
    assertThat(kit.read(JobKit.DEAD_LETTERS)).isEmpty();
    List<JsonNode> patterns = kit.read(PATTERNS);
    assertThat(sum(patterns, "count")).isEqualTo(sum(summaries, "records"));
    assertThat(patterns).anyMatch(p -> p.get("change").textValue().equals("new"));
    assertThat(scored.stream().map(s -> s.at("/pattern/id").textValue()).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(
            patterns.stream().map(p -> p.get("id").textValue()).distinct().toList());
  }

  /** By stream. */
  private static Map<String, Long> sum(List<JsonNode> results, String field) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                r -> r.get("key").textValue(),
                Collectors.summingLong(r -> r.get(field).longValue())));
  }

  @Test
  void aJobThatFollowsItsLoadScoresEveryRecordOnceAndReachesItsEnd() throws Exception {
    List<TestStreams.Line> lines = TestStreams.lines(5, 300, 11);
    SimbaConfiguration configuration =
        kit.configuration(
            Map.of(
                "simba.input.bounded", "true",
                "simba.output.scored.format", "otlp-json",
                "simba.keep.last", "0.5",
                "simba.keep.adaptive.enabled", "true",
                "simba.keep.adaptive.interval", "1 ms"));
    kit.send(lines);
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    assertThat(kit.read(JobKit.SCORED))
        .hasSize(lines.size())
        .allMatch(
            s -> s.at("/resourceLogs/0/scopeLogs/0/logRecords/0/body/stringValue").isTextual());
    assertThat(kit.read(JobKit.SUMMARIES))
        .hasSize(5)
        .allSatisfy(s -> assertThat(s.get("keepLast").doubleValue()).isBetween(0.05, 0.5));
  }

  @Test
  void aDrainLosesNoSummaryAlthoughAllPartitionsAreIdle() throws Exception {
    SimbaConfiguration configuration =
        kit.configuration(
            Map.of(
                "simba.time.idleness", "50 ms",
                "simba.control.enabled", "true", // idle too
                "simba.record.mask", "ip"));
    for (int line = 0; line < 40; line++) {
      kit.send(0, TIME + line * 200, ("line " + line + " of 10.0.0." + line).getBytes(UTF_8));
    }
    List<String> trace = new ArrayList<>(List.of("2023-11-14 22:14:08 ERROR export failed"));
    trace.add("java.io.IOException: gone");
    for (int frame = 0; frame < 38; frame++) {
      trace.add("\tat acme.Export.run(Export.java:" + frame + ")");
    }
    for (String line : trace) {
      kit.send(0, TIME + 8_000, line.getBytes(UTF_8));
    }
    try (JobKit.Running running =
        kit.start(configuration, new SimbaOperator(SimbaJob.settings(configuration)))) {
      kit.awaitCommitted(configuration, 80); // a checkpoint later, all have long been idle
      running.flink().drain(running.job(), directory.resolve("drained").toUri());
      running.flink().result(running.job()).get(1, TimeUnit.MINUTES);
    }

    List<JsonNode> scored = kit.read(JobKit.SCORED);
    assertThat(scored).hasSize(41);
    assertThat(scored.subList(0, 40)).allMatch(s -> s.get("text").textValue().endsWith("of <ip>"));
    assertThat(scored.get(40).get("text").textValue()).isEqualTo(String.join("\n", trace));
    assertThat(scored.get(40).get("offset").longValue()).isEqualTo(40);
    assertThat(kit.read(JobKit.SUMMARIES))
        .extracting(s -> s.get("key").textValue(), s -> s.get("records").intValue())
        .containsExactly(tuple("logs-0", 41));
  }

  @Test
  void oneRecordsWrongTimeHurtsNoOther() throws Exception {
    SimbaConfiguration configuration = kit.configuration(Map.of("simba.input.bounded", "true"));
    for (int line = 0; line < 40; line++) {
      kit.send(0, TIME + line * 5_000, ("line " + line).getBytes(UTF_8));
      if (line == 10) {
        kit.send(0, TIME * 1_000, "of microseconds".getBytes(UTF_8));
        kit.send(0, 0, "of no time".getBytes(UTF_8));
        kit.send(0, System.currentTimeMillis(), "of the present".getBytes(UTF_8));
      }
    }
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    assertThat(kit.read(JobKit.SUMMARIES))
        .extracting(s -> s.get("records").intValue())
        .containsExactly(12, 12, 12, 4, 1);
    assertThat(kit.read(JobKit.SCORED)).hasSize(41).noneMatch(r -> r.get("late").booleanValue());
    assertThat(kit.read(JobKit.DEAD_LETTERS))
        .extracting(d -> d.get("offset").intValue(), d -> d.get("reason").textValue())
        .containsExactly(tuple(11, "TIME_TOO_FAR_AHEAD"), tuple(12, "MALFORMED_TIME"));
  }

  @Test
  void badTextBecomesDeadLettersEmptyLinesAreSkippedAndLongOnesAreCut() throws Exception {
    SimbaConfiguration configuration =
        kit.configuration(
            Map.of("simba.input.bounded", "true", "simba.record.malformed-text", "reject"));
    kit.send(0, TIME, "first".getBytes(UTF_8));
    kit.send(0, TIME, new byte[] {'b', 'a', 'd', (byte) 0xff});
    kit.send(0, TIME, new byte[0]);
    kit.send(0, TIME, "x".repeat(1_500_000).getBytes(UTF_8));
    kit.send(0, TIME, "many words ".repeat(3_000).getBytes(UTF_8));
    kit.send(0, TIME, "last".getBytes(UTF_8));
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    assertThat(kit.read(JobKit.SCORED))
        .extracting(
            r -> r.get("offset").intValue(),
            r -> r.get("key").textValue(),
            r -> r.get("truncated").booleanValue())
        .containsExactly(
            tuple(0, "logs-0", false), tuple(4, "logs-0", true), tuple(5, "logs-0", false));
    assertThat(kit.read(JobKit.SCORED).get(1).get("tokens").intValue()).isEqualTo(2048);
    List<JsonNode> dead = kit.read(JobKit.DEAD_LETTERS);
    assertThat(dead)
        .extracting(
            d -> d.get("offset").intValue(),
            d -> d.get("reason").textValue(),
            d -> d.get("length").intValue())
        .containsExactly(tuple(1, "INVALID_UTF8", 4), tuple(3, "TOO_LARGE", 1_500_000));
    assertThat(dead.get(1).get("bytes").binaryValue()).hasSize(64 * 1024);
  }

  @Test
  void jsonRecordsAreReadByTheirFieldsAndMalformedOnesBecomeDeadLetters() throws Exception {
    SimbaConfiguration configuration =
        kit.configuration(
            Map.of(
                "simba.input.bounded", "true",
                "simba.record.format", "json",
                "simba.record.key-field", "service",
                "simba.record.text-field", "msg",
                "simba.record.time-field", "at"));
    kit.send(
        0, TIME, "{\"service\":\"web\",\"msg\":\"hello\",\"at\":1600000000000}".getBytes(UTF_8));
    kit.send(0, TIME, "{\"service\":\"web\",\"msg\":".getBytes(UTF_8));
    kit.send(0, TIME, "{\"service\":\"web\"}".getBytes(UTF_8));
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    assertThat(kit.read(JobKit.SCORED))
        .extracting(
            r -> r.get("key").textValue(),
            r -> r.get("text").textValue(),
            r -> r.get("time").longValue())
        .containsExactly(tuple("web", "hello", 1_600_000_000_000L));
    assertThat(kit.read(JobKit.DEAD_LETTERS))
        .extracting(d -> d.get("reason").textValue())
        .containsExactly("MALFORMED_JSON", "MISSING_TEXT");
  }

  @Test
  void tokenTopicsGiveTheScoresOfTheSameText() throws Exception {
    List<TestStreams.Line> lines = TestStreams.lines(3, 120, 5);
    SimbaConfiguration configuration =
        kit.configuration(Map.of("simba.input.bounded", "true", "simba.record.format", "tokens"));
    List<TestStreams.Line> asTokens = new ArrayList<>();
    try (RecordTokenizer tokenizer = RecordTokenizer.open(ModelLocation.BUNDLED, 2048)) {
      for (TestStreams.Line line : lines) {
        String ids = Arrays.toString(tokenizer.tokens(line.text()));
        String value = asTokens.size() % 2 == 0 ? ids : "{\"tokens\": " + ids + "}";
        asTokens.add(new TestStreams.Line(line.key(), line.time(), value));
      }
    }
    kit.send(asTokens);
    kit.send(0, TIME, "[1, 2, 999999999]".getBytes(UTF_8));
    kit.send(0, TIME, "[1, \"2\"]".getBytes(UTF_8));
    kit.send(0, TIME, "[1".getBytes(UTF_8));
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    List<JsonNode> scored = kit.read(JobKit.SCORED);
    assertThat(scored).hasSize(lines.size());
    assertThat(ScoredAsFiles.ofJob(scored))
        .isEqualTo(ScoredAsFiles.ofFiles(TestStreams.scoredAsFiles(lines, configuration)));
    assertThat(kit.read(JobKit.DEAD_LETTERS))
        .extracting(d -> d.get("reason").textValue())
        .containsExactlyInAnyOrder("UNKNOWN_TOKEN", "MALFORMED_TOKENS", "MALFORMED_JSON");

    replay(configuration);
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));
    assertThat(kit.read(JobKit.DEAD_LETTERS).stream().filter(d -> d.get("replays").intValue() > 0))
        .extracting(d -> d.get("reason").textValue(), d -> d.get("replays").intValue())
        .as("what was replayed is rejected again")
        .containsExactlyInAnyOrder(
            tuple("UNKNOWN_TOKEN", 1), tuple("MALFORMED_TOKENS", 1), tuple("MALFORMED_JSON", 1));
  }

  private static void replay(SimbaConfiguration configuration) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    var summary = new Replayer(configuration, ReplaySettings.ALL, out, out).run();
    assertThat(summary.replayed()).as(said.toString(UTF_8)).isEqualTo(3);
  }
}
