package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.sql.TestLines.Line;

/** The functions in a local cluster, beside the job's operators on the same lines. */
class SqlFunctionsIT {

  private static final Map<String, String> OPTIONS =
      Map.of("simba.window.size", "1 min", "simba.chunk.tokens", "128");

  private static final String CALL =
      """
      (input => TABLE logs PARTITION BY service,
       text => DESCRIPTOR(message),
       options => 'simba.window.size=1 min; simba.chunk.tokens=128',
       `position` => DESCRIPTOR(topic, part, off),
       event_time => DESCRIPTOR(ts))
      """;

  /** In the end the record's own time, where the function gives that of the row. */
  private static final String SCORED =
      """
      SELECT service, event_time, text, score, why, log_pattern, window_start, window_end, depth_mean, depth_max, tokens, late, truncated,
        source_topic, source_partition, source_offset, error, event_time
      FROM simba_score"""
          + CALL;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "hashmap"})
  void summariesAreThoseOfTheJob(String backend) throws Exception {
    List<Line> lines = TestLines.of(4, 600, 7);
    StreamTableEnvironment tables =
        SqlRuns.tables(SqlRuns.local(Map.of("state.backend.type", backend)), lines);

    Map<String, List<String>> rows = SqlRuns.rows(tables, "SELECT * FROM simba_summarize" + CALL);

    assertThat(rows)
        .hasSize(4)
        .allSatisfy((key, windows) -> assertThat(windows).hasSizeGreaterThan(5));
    assertThat(rows).isEqualTo(SqlRuns.summariesOfTheJob(lines, OPTIONS));
  }

  @Test
  void scoredRecordsAreThoseOfTheJobLateOnesToo() throws Exception {
    List<Line> lines = TestLines.of(3, 300, 8);
    lines.add(200, new Line("service-1", TestLines.FIRST, "ERROR a line that was long on its way"));
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), lines);

    Map<String, List<String>> rows = SqlRuns.rows(tables, SCORED);

    Map<String, List<String>> scored = SqlRuns.scoredByTheJob(lines, OPTIONS);
    assertThat(scored.values().stream().mapToInt(List::size).sum()).isEqualTo(lines.size());
    assertThat(rows).isEqualTo(scored);
    assertThat(rows.get("service-1"))
        .filteredOn(row -> row.contains("long on its way"))
        .singleElement()
        .asString()
        .contains(", true, false, logs, 0, 200,");
  }

  @Test
  void badRowsBecomeRowsWithAnErrorAndChangeNothingElse() throws Exception {
    List<Line> good = TestLines.of(2, 60, 9);
    List<Line> lines = new ArrayList<>(good);
    lines.add(new Line("service-0", TestLines.FIRST + 60_000, null));
    lines.add(new Line("service-1", TestLines.FIRST + 60_000, "x".repeat(1_100_000)));
    lines.add(new Line("service-1", TestLines.FIRST + 60_000, "\n"));
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), lines);

    assertThat(SqlRuns.rows(tables, SCORED + " WHERE error IS NULL"))
        .isEqualTo(SqlRuns.scoredByTheJob(good, OPTIONS));
    assertThat(
            SqlRuns.rows(
                tables,
                "SELECT service, error, CHAR_LENGTH(text), source_offset FROM simba_score"
                    + CALL
                    + "WHERE error IS NOT NULL"))
        .isEqualTo(
            Map.of(
                "service-0",
                List.of("+I[service-0, MISSING_TEXT: The text is null., null, 60]"),
                "service-1",
                List.of(
                    "+I[service-1, TOO_LARGE: The text has 1100000 bytes, more than"
                        + " simba.record.max-bytes = 1048576., 65536, 61]")));
    assertThat(
            SqlRuns.rows(
                tables,
                "SELECT service, error, highlights[1].source_offset FROM simba_summarize"
                    + CALL
                    + "WHERE error IS NOT NULL AND records IS NULL"))
        .hasSize(2)
        .containsEntry("service-0", List.of("+I[service-0, MISSING_TEXT: The text is null., 60]"));
  }

  @Test
  void rowsAfterALastWatermarkThatCameTooEarlyAreNotLost() throws Exception {
    List<Line> lines = TestLines.of(2, 100, 13);
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), lines, 90);

    assertThat(
            SqlRuns.rows(
                tables,
                "SELECT 'all', SUM(records) FROM simba_summarize" + CALL + "WHERE error IS NULL"))
        .hasEntrySatisfying("all", sums -> assertThat(sums).last().isEqualTo("+U[all, 100]"));
    assertThat(SqlRuns.rows(tables, SCORED).values().stream().mapToInt(List::size).sum())
        .isEqualTo(lines.size());
  }

  @Test
  void timesThatNoLogHasBecomeErrors() throws Exception {
    List<Line> lines = new ArrayList<>(TestLines.of(1, 10, 14));
    lines.add(0, new Line("service-0", -1, "before 1970"));
    lines.add(new Line("service-0", TestLines.FIRST * 100, "in the year 7357"));
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), lines);

    assertThat(SqlRuns.rows(tables, SCORED + " WHERE error IS NOT NULL").get("service-0"))
        .satisfiesExactlyInAnyOrder(
            row -> assertThat(row).contains("MALFORMED_TIME: The time -1 is not after 1970"),
            row -> assertThat(row).contains("TIME_TOO_FAR_AHEAD: The time 170"));
  }

  @Test
  void theModelWritesATextIfItIsAskedTo() throws Exception {
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), TestLines.of(1, 9, 10));

    for (int tokens : List.of(0, 4)) {
      assertThat(
              SqlRuns.rows(
                  tables,
                  """
                  SELECT service, CHAR_LENGTH(text) > 0 FROM simba_summarize(
                    input => TABLE logs PARTITION BY service, text => DESCRIPTOR(message),
                    event_time => DESCRIPTOR(ts), options => 'simba.window.size=1 d;
                      simba.window.text.prompt=INFO; simba.window.text.max-tokens=%d')
                  """
                      .formatted(tokens)))
          .isEqualTo(
              Map.of(
                  "service-0", List.of("+I[service-0, " + (tokens == 0 ? "null" : "true") + "]")));
    }
  }

  @Test
  void positionAndOptionsMayBeLeftOut() throws Exception {
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), TestLines.of(1, 3, 10));

    assertThat(
            SqlRuns.rows(
                tables,
                """
                SELECT service, tokens > 0, source_topic, source_offset FROM simba_score(
                  input => TABLE logs PARTITION BY service, text => DESCRIPTOR(message),
                  event_time => DESCRIPTOR(ts))
                """))
        .isEqualTo(
            Map.of(
                "service-0",
                List.of(
                    "+I[service-0, true, null, null]",
                    "+I[service-0, true, null, null]",
                    "+I[service-0, true, null, null]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text => DESCRIPTOR(message)|event_time is [] and on_time is []|event_time =>"
            + " DESCRIPTOR(ts)",
        "text => DESCRIPTOR(message), on_time => DESCRIPTOR(ts), event_time =>"
            + " DESCRIPTOR(ts)|event_time is [ts] and on_time is [ts]|in one of them",
        "text => DESCRIPTOR(nothing), event_time => DESCRIPTOR(ts)|text is nothing, which the table"
            + " does not have|service, message",
        "text => DESCRIPTOR(part), event_time => DESCRIPTOR(ts)|text is part, a column of type"
            + " INT|cast it in a view",
        "text => DESCRIPTOR(message, topic), event_time => DESCRIPTOR(ts)|text is [message,"
            + " topic]|name one column",
        "text => DESCRIPTOR(message), `position` => DESCRIPTOR(off), event_time =>"
            + " DESCRIPTOR(ts)|position is [off]|topic, partition and offset",
        "text => DESCRIPTOR(message), options => 'simba.keep.last=7', event_time =>"
            + " DESCRIPTOR(ts)|simba.keep.last is '7.0'|at most 1",
        "text => DESCRIPTOR(message), options => 'simba.model=/nowhere', event_time =>"
            + " DESCRIPTOR(ts)|simba.model is '/nowhere', which can't be used|bundled",
      })
  void aWrongCallIsRefusedWhenItIsPlanned(String arguments, String what, String remedy) {
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), TestLines.of(1, 1, 1));

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM simba_summarize(input => TABLE logs PARTITION BY service, "
                        + arguments
                        + ")"))
        .rootCause()
        .hasMessageContaining(what)
        .hasMessageContaining(remedy);
  }

  @Test
  void aTimeWithoutAWatermarkIsRefused() {
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), TestLines.of(1, 1, 1));
    tables.executeSql(
        "CREATE VIEW timeless AS SELECT service, message, CAST(ts AS TIMESTAMP_LTZ(3)) AS ts FROM"
            + " logs");

    for (String argument : List.of("event_time", "on_time")) {
      assertThatThrownBy(
              () ->
                  tables.explainSql(
                      "SELECT * FROM simba_score(input => TABLE timeless PARTITION BY service,"
                          + " text => DESCRIPTOR(message), "
                          + argument
                          + " => DESCRIPTOR(ts))"))
          .rootCause()
          .hasMessageContaining(argument + " is ts")
          .hasMessageContaining("WATERMARK");
    }
  }

  @Test
  void withOnTimeRowsHaveATimeAndFlinkDropsLateOnes() throws Exception {
    List<Line> lines = TestLines.of(2, 300, 11);
    Map<String, List<String>> inTime = SqlRuns.summariesOfTheJob(lines, OPTIONS);
    lines.add(200, new Line("service-1", TestLines.FIRST, "ERROR a line that was long on its way"));
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), lines);

    Map<String, List<String>> rows =
        SqlRuns.rows(
            tables,
            """
            SELECT service, window_start, records, rowtime FROM simba_summarize(
              input => TABLE logs PARTITION BY service,
              text => DESCRIPTOR(message),
              options => 'simba.window.size=1 min; simba.chunk.tokens=128',
              on_time => DESCRIPTOR(ts))
            """);

    assertThat(rows).isEqualTo(SqlRuns.shortened(inTime));
  }

  @Test
  void aSilentStreamIsForgottenAsByTheJob() throws Exception {
    List<Line> lines = new ArrayList<>(TestLines.of(2, 100, 12));
    long later = TestLines.FIRST + 600_000;
    for (int i = 0; i < 60; i++) {
      lines.add(new Line("service-1", TestLines.FIRST + 70_000 + i * 9_000L, "tick of " + i));
    }
    lines.add(
        new Line(
            "service-0", later, "INFO server.Leader: follower 1 has acknowledged 2 transactions"));
    Map<String, String> options = new TreeMap<>(OPTIONS);
    options.put("simba.state.idle-expiry", "2 min");
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), lines);

    Map<String, List<String>> rows =
        SqlRuns.rows(
            tables, SCORED.replace("tokens=128", "tokens=128; simba.state.idle-expiry=2 min"));

    assertThat(rows)
        .isEqualTo(SqlRuns.scoredByTheJob(lines, options))
        .isNotEqualTo(SqlRuns.scoredByTheJob(lines, OPTIONS));
  }
}
