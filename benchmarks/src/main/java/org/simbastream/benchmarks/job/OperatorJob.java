package org.simbastream.benchmarks.job;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.simbastream.benchmarks.job.LogRecords.LogRecord;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.operators.SimbaStreams;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/**
 * The Simba operator alone in a job: tokenized records arrive as fast as they are read, results are
 * discarded. One subtask, that is one thread for the model.
 */
final class OperatorJob {

  private static final long START = 1_750_000_000_000L;
  private static final int RECORDS_KEPT = 16_384;

  /** Which stream a record belongs to, by the number of the record. */
  interface Keys extends Serializable {
    String of(long record);
  }

  private OperatorJob() {}

  /**
   * Starts the job.
   *
   * @param model a checkpoint's directory
   * @param recordTokens tokens of each record
   * @param more options by their full names
   */
  static RunningJob start(
      Path model, Path folder, int recordTokens, Keys keys, Map<String, String> more) {
    SimbaConfiguration configuration = configuration(model, folder, more);
    Records records = new Records(recordTokens, keys);
    return RunningJob.start(
        configuration.flinkConfiguration(),
        1,
        env -> {
          SingleOutputStreamOperator<WindowSummary> read =
              define(env, configuration, records, Long.MAX_VALUE);
          read.sinkTo(new DiscardingSink<>());
          read.getSideOutput(SideOutputs.SCORED).sinkTo(new DiscardingSink<>());
        });
  }

  /**
   * Runs the job over so many records to its end.
   *
   * @return their scores by the records' numbers
   */
  static SortedMap<Long, Double> scores(
      Path model, Path folder, int recordTokens, Keys keys, long count, Map<String, String> more) {
    SimbaConfiguration configuration = configuration(model, folder, more);
    Configuration flink = configuration.flinkConfiguration();
    flink.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    SingleOutputStreamOperator<WindowSummary> read =
        define(env, configuration, new Records(recordTokens, keys), count);
    read.sinkTo(new DiscardingSink<>());
    read.getSideOutput(SideOutputs.SCORED).map(new Scores()).sinkTo(new DiscardingSink<>());
    SortedMap<Long, Double> scores = new TreeMap<>();
    try {
      List<double[]> all = env.execute().getAccumulatorResult(Scores.NAME); // number, score
      all.forEach(score -> scores.put((long) score[0], score[1]));
    } catch (Exception e) {
      throw new IllegalStateException("the job failed: " + e.getMessage(), e);
    }
    return scores;
  }

  private static SimbaConfiguration configuration(
      Path model, Path folder, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>();
    options.put("simba.model", model.toString());
    options.put("simba.chunk.max-wait", "0 s");
    options.put("rest.port", "0");
    options.put(
        "execution.checkpointing.dir", folder.resolve("checkpoints").toAbsolutePath().toUri() + "");
    options.putAll(more);
    return SimbaConfiguration.of(options);
  }

  private static SingleOutputStreamOperator<WindowSummary> define(
      StreamExecutionEnvironment env,
      SimbaConfiguration configuration,
      Records records,
      long count) {
    return SimbaStreams.read(
        env.fromSequence(0, count - 1)
            .map(records)
            .returns(TypeInformation.of(TokenizedRecord.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<TokenizedRecord>forGenerator(context -> new EndedWindows())
                    .withTimestampAssigner((record, unused) -> record.time())),
        new SimbaOperator(SimbaJob.settings(configuration)));
  }

  /** Keeps every record's number and score for when the job has ended. */
  private static final class Scores extends RichMapFunction<ScoredRecord, Double> {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "scores";

    private final ListAccumulator<double[]> scores = new ListAccumulator<>(); // (records, 2)

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(NAME, scores);
    }

    @Override
    public Double map(ScoredRecord record) {
      scores.add(new double[] {record.position().offset(), record.score()}); // (2)
      return record.score();
    }
  }

  /**
   * Emits one watermark per window, so that windows end as in a real job and bundles run because
   * they are full.
   */
  private static final class EndedWindows implements WatermarkGenerator<TokenizedRecord> {

    private static final long WINDOW = SimbaOptions.WINDOW_SIZE.defaultValue().toMillis();

    private long window = Long.MIN_VALUE;

    @Override
    public void onEvent(TokenizedRecord record, long time, WatermarkOutput output) {
      if (Math.floorDiv(time, WINDOW) > window) {
        window = Math.floorDiv(time, WINDOW);
        output.emitWatermark(new Watermark(window * WINDOW - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // time advances with the records
    }
  }

  /** Makes records from the recording's, over and over. */
  private static final class Records implements MapFunction<Long, TokenizedRecord> {

    private static final long serialVersionUID = 1L;

    private final int tokens;
    private final Keys keys;
    private transient List<LogRecord> texts;

    Records(int tokens, Keys keys) {
      this.tokens = tokens;
      this.keys = keys;
    }

    @Override
    public TokenizedRecord map(Long number) {
      if (texts == null) {
        List<LogRecord> all = LogRecords.ofTokens(tokens);
        texts = all.subList(0, Math.min(all.size(), RECORDS_KEPT));
      }
      LogRecord text = texts.get((int) (number % texts.size()));
      return new TokenizedRecord(
          keys.of(number),
          new Position("bench", 0, number),
          START + number,
          text.text(),
          text.tokens(),
          false);
    }
  }
}
