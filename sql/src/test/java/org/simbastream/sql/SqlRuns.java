package org.simbastream.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.text.TokenizeFunction;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/** Runs lines through the functions, and through the operators of the job. */
final class SqlRuns {

  private SqlRuns() {}

  static StreamExecutionEnvironment local(Map<String, String> flink) {
    Map<String, String> options = new TreeMap<>(flink);
    options.putIfAbsent("parallelism.default", "2");
    options.putIfAbsent("rest.port", "0");
    return StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(options));
  }

  /** A table {@code logs} of the lines with a watermark behind each of them, and the functions. */
  static StreamTableEnvironment tables(StreamExecutionEnvironment env, List<TestLines.Line> lines) {
    return tables(env, lines, Integer.MAX_VALUE);
  }

  /** The same with the last watermark of all behind so many lines already. */
  static StreamTableEnvironment tables(
      StreamExecutionEnvironment env, List<TestLines.Line> lines, int linesBeforeTheLast) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    createFunctions(tables);
    List<Row> rows = new ArrayList<>();
    for (TestLines.Line line : lines) {
      long offset = rows.size();
      rows.add(Row.of(line.service(), line.text(), "logs", 0, offset, line.time()));
    }
    DataStream<Row> stream =
        env.fromData(
                rows,
                Types.ROW_NAMED(
                    new String[] {"service", "message", "topic", "part", "off", "millis"},
                    Types.STRING,
                    Types.STRING,
                    Types.STRING,
                    Types.INT,
                    Types.LONG,
                    Types.LONG))
            .assignTimestampsAndWatermarks(
                SqlRuns.<Row>watermarks(linesBeforeTheLast)
                    .withTimestampAssigner((row, none) -> row.<Long>getFieldAs(5)))
            .setParallelism(1); // or a key's records would overtake each other
    tables.createTemporaryView(
        "logs",
        stream,
        Schema.newBuilder()
            .column("service", "STRING")
            .column("message", "STRING")
            .column("topic", "STRING")
            .column("part", "INT")
            .column("off", "BIGINT")
            .columnByMetadata("ts", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("ts", "SOURCE_WATERMARK()")
            .build());
    return tables;
  }

  static void createFunctions(StreamTableEnvironment tables) {
    tables.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION simba_summarize AS '"
            + SimbaSummarize.class.getName()
            + "'");
    tables.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION simba_score AS '" + SimbaScore.class.getName() + "'");
  }

  /** A query's rows as text, by their first column, in order. */
  static Map<String, List<String>> rows(StreamTableEnvironment tables, String query)
      throws Exception {
    Map<String, List<String>> rows = new TreeMap<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(
          row ->
              rows.computeIfAbsent(row.getFieldAs(0), key -> new ArrayList<>())
                  .add(row.toString()));
    }
    return rows;
  }

  /** What the job's operators make of the lines, as {@code simba_summarize} would write it. */
  static Map<String, List<String>> summariesOfTheJob(
      List<TestLines.Line> lines, Map<String, String> options) throws Exception {
    StreamExecutionEnvironment env = local(Map.of());
    return collect(
        job(env, lines, options)
            .map(s -> Row.of(s.key(), Row.join(Row.of(s.key()), ResultRows.of(s)).toString())));
  }

  /** The same of scored records; these end with their own time and not with the row's. */
  static Map<String, List<String>> scoredByTheJob(
      List<TestLines.Line> lines, Map<String, String> options) throws Exception {
    StreamExecutionEnvironment env = local(Map.of());
    return collect(
        job(env, lines, options)
            .getSideOutput(SideOutputs.SCORED)
            .map(s -> Row.of(s.key(), text(s.key(), ResultRows.of(s), s.time()))));
  }

  /** The records that the job's operators score, by where they stood. */
  static List<ScoredRecord> recordsScoredByTheJob(
      List<TestLines.Line> lines, Map<String, String> options) throws Exception {
    List<ScoredRecord> scored = new ArrayList<>();
    try (CloseableIterator<ScoredRecord> results =
        job(local(Map.of()), lines, options)
            .getSideOutput(SideOutputs.SCORED)
            .executeAndCollect()) {
      results.forEachRemaining(scored::add);
    }
    scored.sort(Comparator.comparingLong(record -> record.position().offset()));
    return scored;
  }

  /** Of each summary its key, window, number of records, and last millisecond. */
  static Map<String, List<String>> shortened(Map<String, List<String>> summaries) {
    Map<String, List<String>> shortened = new TreeMap<>();
    summaries.forEach(
        (key, rows) -> shortened.put(key, rows.stream().map(SqlRuns::shortened).toList()));
    return shortened;
  }

  private static String shortened(String row) {
    String[] fields = row.split(", ");
    Instant time = Instant.parse(fields[2]).minusMillis(1);
    return String.join(", ", fields[0], fields[1], fields[3], time + "]");
  }

  private static Map<String, List<String>> collect(SingleOutputStreamOperator<Row> rows)
      throws Exception {
    Map<String, List<String>> byKey = new TreeMap<>();
    try (CloseableIterator<Row> results =
        rows.returns(Types.ROW(Types.STRING, Types.STRING)).executeAndCollect()) {
      results.forEachRemaining(
          row ->
              byKey
                  .computeIfAbsent(row.getFieldAs(0), key -> new ArrayList<>())
                  .add(row.getFieldAs(1)));
    }
    return byKey;
  }

  private static String text(String key, Row row, long time) {
    return Row.join(Row.of(key), row, Row.of(Instant.ofEpochMilli(time))).toString();
  }

  private static SingleOutputStreamOperator<WindowSummary> job(
      StreamExecutionEnvironment env, List<TestLines.Line> lines, Map<String, String> options) {
    Map<String, String> given = new TreeMap<>(options);
    given.put("simba.chunk.max-wait", "0 s");
    SimbaConfiguration configuration = SimbaConfiguration.of(given);
    List<IncomingRecord> records = new ArrayList<>();
    for (TestLines.Line line : lines) {
      Position position = new Position("logs", 0, records.size());
      records.add(new IncomingRecord(line.service(), position, line.time(), line.text(), null));
    }
    return env.fromData(records, TypeInformation.of(IncomingRecord.class))
        .assignTimestampsAndWatermarks(
            SqlRuns.<IncomingRecord>watermarks(Integer.MAX_VALUE)
                .withTimestampAssigner((record, none) -> record.time()))
        .setParallelism(1)
        .process(
            new TokenizeFunction(
                configuration.get(SimbaOptions.MODEL),
                configuration.get(SimbaOptions.RECORD_MAX_TOKENS),
                false))
        .setParallelism(1)
        .keyBy(TokenizedRecord::key, Types.STRING)
        .transform(
            "Simba",
            TypeInformation.of(WindowSummary.class),
            new SimbaOperator(SimbaJob.settings(configuration)));
  }

  /** Behind every record, so that what is late and when windows end depends on no clock. */
  private static <T> WatermarkStrategy<T> watermarks(int beforeTheLast) {
    return WatermarkStrategy.forGenerator(context -> new EveryRecord<>(beforeTheLast));
  }

  private static final class EveryRecord<T> implements WatermarkGenerator<T> {

    private long latest = Long.MIN_VALUE + TestLines.OUT_OF_ORDERNESS_MS + 1;
    private int beforeTheLast;

    private EveryRecord(int beforeTheLast) {
      this.beforeTheLast = beforeTheLast;
    }

    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {
      latest = Math.max(latest, time);
      output.emitWatermark(new Watermark(latest - TestLines.OUT_OF_ORDERNESS_MS - 1));
      if (--beforeTheLast == 0) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
