package org.simbastream.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.job.score.FileScorer;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.keyed.MemoryReader;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.Intake;
import org.simbastream.operators.text.RecordIntake;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;
import org.simbastream.sql.TestLines.Line;

/** The same lines through the job, SQL, {@code simba score} and the library, to the last bit. */
class OneReadingPathIT {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "simba.window.size", "1 d", "simba.chunk.tokens", "128", "simba.chunk.max-wait", "0 s");

  private static final List<Line> LINES =
      TestLines.of(1, 200, 31).stream().map(OneReadingPathIT::withItsTime).toList();

  /** What a record was given. */
  private record Score(double score, double depthMean, int depthMax, int tokens) {

    static Score of(ScoredRecord record) {
      return new Score(record.score(), record.depthMean(), record.depthMax(), record.tokens());
    }
  }

  @Test
  void jobSqlScoreAndLibraryGiveTheSame() throws Exception {
    List<Score> job =
        SqlRuns.recordsScoredByTheJob(LINES, OPTIONS).stream().map(Score::of).toList();

    assertThat(job).hasSize(LINES.size()).doesNotContainNull();
    assertThat(job.stream().map(Score::score).distinct().count()).isGreaterThan(50);
    assertThat(ofSql()).isEqualTo(job);
    assertThat(ofScore()).isEqualTo(job);
    assertThat(ofLibrary()).isEqualTo(job);
  }

  private static List<Score> ofSql() throws Exception {
    StreamTableEnvironment tables = SqlRuns.tables(SqlRuns.local(Map.of()), LINES);
    String query =
        """
        SELECT score, depth_mean, depth_max, tokens FROM simba_score(
          input => TABLE logs PARTITION BY service,
          text => DESCRIPTOR(message),
          options => '%s',
          `position` => DESCRIPTOR(topic, part, off),
          event_time => DESCRIPTOR(ts))
        """
            .formatted(
                OPTIONS.entrySet().stream()
                    .filter(option -> !option.getKey().endsWith("max-wait"))
                    .map(option -> option.getKey() + "=" + option.getValue())
                    .collect(Collectors.joining("; ")));
    List<Score> scores = new ArrayList<>();
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      rows.forEachRemaining(
          row ->
              scores.add(
                  new Score(
                      row.<Double>getFieldAs(0),
                      row.<Double>getFieldAs(1),
                      row.<Number>getFieldAs(2).intValue(),
                      row.<Number>getFieldAs(3).intValue())));
    }
    return scores;
  }

  private static List<Score> ofScore() {
    String file = LINES.stream().map(Line::text).collect(Collectors.joining("\n"));
    List<String> json = new ArrayList<>();
    ModelLocation.read(
        ModelLocation.BUNDLED,
        directory -> {
          try (MambaModel model = MambaModel.load(directory);
              FileScorer scorer = new FileScorer(model, settings(), 1 << 20, 2048)) {
            scorer.read(new ByteArrayInputStream(file.getBytes(UTF_8)), json::add);
          }
          return null;
        });
    return json.stream().map(OneReadingPathIT::parsed).toList();
  }

  private static List<Score> ofLibrary() {
    List<Score> scores = new ArrayList<>();
    ReadResults results =
        new ReadResults() {
          @Override
          public void scored(ScoredRecord record) {
            scores.add(Score.of(record));
          }

          @Override
          public void summary(WindowSummary summary) {}

          @Override
          public void work(WorkCounts work) {}
        };
    try (RecordIntake intake = RecordIntake.ofText(ModelLocation.BUNDLED, 2048);
        MemoryReader reader = MemoryReader.open(settings(), results)) {
      for (Line line : LINES) {
        IncomingRecord record =
            new IncomingRecord("any", Position.NONE, line.time(), line.text(), null);
        reader.add(((Intake.Tokenized) intake.take(record)).record());
      }
      reader.finish();
    }
    return scores;
  }

  private static OperatorSettings settings() {
    return SimbaJob.settings(SimbaConfiguration.of(OPTIONS));
  }

  private static Score parsed(String json) {
    try {
      JsonNode node = new ObjectMapper().readTree(json);
      return new Score(
          node.get("score").doubleValue(),
          node.get("depthMean").doubleValue(),
          node.get("depthMax").intValue(),
          node.get("tokens").intValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's lines have no times but those that they begin with. */
  private static Line withItsTime(Line line) {
    return new Line(
        line.service(), line.time(), Instant.ofEpochMilli(line.time()) + " " + line.text());
  }
}
