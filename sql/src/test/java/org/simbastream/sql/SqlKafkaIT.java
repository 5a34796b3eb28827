package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.sql.TestLines.Line;

/**
 * The example of the documentation on a real broker, stopped or broken in between, beside the job.
 */
class SqlKafkaIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What of the example fails when {@link FailOnce} does. */
  private static final Map<String, String> CAN_FAIL =
      Map.of(
          "message AS JSON_VALUE(line, '$.message')",
          "message AS fail_once(JSON_VALUE(line, '$.message'))");

  /** How many lines are read before the stop or the failure. */
  private static final int BEGINNING = 170;

  private final List<Line> lines = TestLines.of(4, 400, 21);

  @TempDir private Path directory;
  private KafkaQuery query;

  @BeforeEach
  void startKafka() {
    query = new KafkaQuery(directory);
  }

  @AfterEach
  void stopKafka() {
    query.close();
  }

  @Test
  void theExampleGivesTheJobsSummariesAcrossAStopWithSavepoint() throws Exception {
    JobClient first = startAndReadTheBeginning(Map.of());
    String savepoint = query.stop(first);
    query.sendCutOffLines(); // which must not make the rest late
    sendTheRest();
    List<JsonNode> expected = query.summariesOfTheJob();
    JobClient second = query.start(Map.of("execution.state-recovery.path", savepoint), Map.of());
    List<JsonNode> summaries = query.await(KafkaQuery.SUMMARIES, expected.size());
    List<JsonNode> bad = query.await(KafkaQuery.BAD_RECORDS, 3);
    second.cancel().get(1, TimeUnit.MINUTES);

    assertThat(expected).hasSizeGreaterThan(12);
    assertThat(asOfTheJob(summaries)).isEqualTo(byStreamAndWindow(expected));
    assertThat(bad)
        .allSatisfy(
            record -> {
              int partition = record.get("partition").intValue();
              assertThat(record.get("service").textValue()).isEqualTo("app-logs-" + partition);
              assertThat(record.get("error").textValue())
                  .isEqualTo("MISSING_TEXT: The text is null.");
            })
        .extracting(record -> record.get("partition").intValue())
        .containsExactlyInAnyOrder(0, 1, 1);
  }

  @Test
  void theExampleGivesTheJobsSummariesAcrossAFailure() throws Exception {
    JobClient job = startAndReadTheBeginning(CAN_FAIL);
    FailOnce.arm();
    sendTheRest();
    List<JsonNode> expected = query.summariesOfTheJob();
    List<JsonNode> summaries = query.await(KafkaQuery.SUMMARIES, expected.size());
    job.cancel().get(1, TimeUnit.MINUTES);

    assertThat(FailOnce.hasFailed()).isTrue();
    assertThat(asOfTheJob(summaries)).isEqualTo(byStreamAndWindow(expected));
  }

  /** That the comparison notices: the same offsets, and a state that begins with them. */
  @Test
  void aQueryThatGoesOnWithoutItsStateGivesOtherSummaries() throws Exception {
    JobClient first = startAndReadTheBeginning(Map.of());
    query.stop(first);
    sendTheRest();
    List<JsonNode> expected = query.summariesOfTheJob();
    JobClient second = query.start(Map.of(), Map.of("'earliest-offset'", "'group-offsets'"));
    Set<String> last = lastWindows(byStreamAndWindow(expected));
    List<JsonNode> summaries =
        query.await(KafkaQuery.SUMMARIES, read -> asOfTheJob(read).keySet().containsAll(last));
    second.cancel().get(1, TimeUnit.MINUTES);

    assertThat(asOfTheJob(summaries)).isNotEqualTo(byStreamAndWindow(expected));
    assertThat(asOfTheJob(summaries).values())
        .as("those of the last minute, which began after the stop")
        .doesNotContainAnyElementsOf(last.stream().map(byStreamAndWindow(expected)::get).toList());
  }

  @Test
  void anotherModelsStateIsRefusedWithTheMessageOfTheJob() throws Exception {
    query.send(TestLines.of(2, 20, 22));
    JobClient first = query.start(Map.of(), Map.of());
    query.awaitCommitted(20);
    String savepoint = query.stop(first);
    query.send(TestLines.of(2, 2, 23));
    JobClient second =
        query.start(
            Map.of("execution.state-recovery.path", savepoint), // and with Flink's endless restarts
            Map.of("simba.window.size=1 min;", "simba.model.weights=bfloat16;"));

    assertThatThrownBy(() -> second.getJobExecutionResult().get(1, TimeUnit.MINUTES))
        .rootCause()
        .hasMessageContaining("the restored hidden states belong to model simba-logs@")
        .hasMessageContaining("set simba.model to the former");
  }

  private JobClient startAndReadTheBeginning(Map<String, String> edits) throws Exception {
    query.send(lines.subList(0, BEGINNING));
    JobClient job = query.start(Map.of(), edits);
    query.awaitCommitted(BEGINNING);
    return job;
  }

  private void sendTheRest() throws Exception {
    query.send(lines.subList(BEGINNING, lines.size()));
    query.sendTheEnd();
  }

  /** Names of the windows that began last. */
  private static Set<String> lastWindows(Map<String, JsonNode> summaries) {
    long last =
        summaries.values().stream()
            .mapToLong(summary -> summary.get("windowStart").longValue())
            .max()
            .orElseThrow();
    return summaries.entrySet().stream()
        .filter(summary -> summary.getValue().get("windowStart").longValue() == last)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Map<String, JsonNode> asOfTheJob(List<JsonNode> rows) {
    return byStreamAndWindow(rows.stream().map(SqlKafkaIT::asOfTheJob).toList());
  }

  /** Without the levels that the job reads in a text: SQL's functions read the text alone. */
  private static Map<String, JsonNode> byStreamAndWindow(List<JsonNode> summaries) {
    Map<String, JsonNode> by = new TreeMap<>();
    for (JsonNode summary : summaries) {
      summary.path("highlights").forEach(highlight -> ((ObjectNode) highlight).remove("level"));
      String name = summary.get("key").textValue() + " " + summary.get("windowStart");
      assertThat(by.put(name, summary)).as(name).isNull();
    }
    return by;
  }

  /** A row of the example's table as the job writes a summary: other names, times as numbers. */
  private static JsonNode asOfTheJob(JsonNode row) {
    ObjectNode summary = JSON.createObjectNode();
    summary.set("key", row.get("service"));
    summary.put("windowStart", millis(row.get("window_start")));
    summary.put("windowEnd", millis(row.get("window_end")));
    summary.set("records", row.get("records"));
    summary.set("tokens", row.get("tokens"));
    summary.put("workRatio", row.get("work_ratio").doubleValue());
    summary.put("keepLast", row.get("keep_last").doubleValue());
    summary.set("model", row.get("model"));
    summary.set("gist", row.get("gist"));
    for (JsonNode from : row.get("highlights")) {
      ObjectNode highlight = summary.withArray("highlights").addObject();
      highlight.set("text", from.get("text"));
      highlight.put("score", from.get("score").doubleValue());
      for (JsonNode reason : from.get("why")) {
        ObjectNode why = highlight.withArray("why").addObject();
        why.set("kind", reason.get("kind"));
        setIfKnown(why, "from", reason.get("from_char"));
        setIfKnown(why, "to", reason.get("to_char"));
        why.put("nats", reason.get("nats").doubleValue());
        setIfKnown(why, "expected", reason.get("expected"));
      }
      highlight.set("count", from.get("count"));
      highlight.put("time", millis(from.get("event_time")));
      highlight.set("topic", from.get("source_topic"));
      highlight.set("partition", from.get("source_partition"));
      highlight.set("offset", from.get("source_offset"));
    }
    summary.set("newPatterns", row.get("new_patterns"));
    try {
      return JSON.readTree(summary.toString()); // with the node types that read numbers have
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setIfKnown(ObjectNode object, String field, JsonNode value) {
    if (value != null && !value.isNull()) {
      object.set(field, value);
    }
  }

  private static long millis(JsonNode time) {
    return Instant.parse(time.textValue().replace(' ', 'T')).toEpochMilli();
  }
}
