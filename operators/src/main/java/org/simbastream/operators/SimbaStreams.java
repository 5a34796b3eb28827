package org.simbastream.operators;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.simbastream.annotation.PublicApi;
import org.simbastream.operators.alerts.AlertOperator;
import org.simbastream.operators.joining.JoinOperator;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.operators.text.TokenizeFunction;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Teaching;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/**
 * Adds Simba to a Flink job: reads a stream of records and returns the streams of its results.
 *
 * <pre>
 * records → tokenize → by key → Simba → summaries
 *               │                 ├──── scored records
 *               │                 ├──── work counts, patterns
 *               └── dead letters  └──── by key → alerts
 * </pre>
 *
 * <p>Records need watermarks of their event times: windows end with them. Both operators have a
 * fixed uid, by which Flink restores a savepoint and {@code simba state} finds the state. A second
 * Simba in the same job therefore needs other uids: {@code tokenized().uid(…)} and {@code
 * summaries().uid(…)}.
 */
@PublicApi
public final class SimbaStreams {

  /** The uid of what joins lines to records, by which its state is found; it never changes. */
  public static final String JOIN_UID = "simba-join";

  /** The tokenization's uid. It has no state. */
  public static final String TOKENIZE_UID = "simba-tokenize";

  /** The Simba operator's uid, by which its state is found in a savepoint; it never changes. */
  public static final String SIMBA_UID = "simba";

  /** The uid of the alerts, by which their state is found in a savepoint; it never changes. */
  public static final String ALERTS_UID = "simba-alerts";

  private final SingleOutputStreamOperator<TokenizedRecord> tokenized;
  private final SingleOutputStreamOperator<WindowSummary> summaries;

  private SimbaStreams(
      SingleOutputStreamOperator<TokenizedRecord> tokenized,
      SingleOutputStreamOperator<WindowSummary> summaries) {
    this.tokenized = tokenized;
    this.summaries = summaries;
  }

  /**
   * Joins the lines that are one record, as those of a stack trace, before they are read.
   *
   * <p>It keeps the last record of each key until a line begins another one, so it needs the
   * records of a key in their order, and adds a state and an exchange by key in front of the
   * tokenization.
   *
   * @param settings the bounds of a record; a job that has joined lines before keeps this operator
   *     with {@link JoinSettings#OFF}, so that its savepoint can be restored
   * @param window the size of the windows in which Simba counts records
   */
  public static SingleOutputStreamOperator<IncomingRecord> join(
      DataStream<IncomingRecord> records, JoinSettings settings, Duration window) {
    checkRuntimeMode(records);
    return records
        .keyBy(IncomingRecord::key, Types.STRING)
        .transform("join", records.getType(), new JoinOperator(settings, window))
        .uid(JOIN_UID);
  }

  /** Reads records of text. */
  public static SimbaStreams read(DataStream<IncomingRecord> records, OperatorSettings settings) {
    return read(records, tokenization(settings, false), new SimbaOperator(settings));
  }

  /**
   * Reads records with these operators.
   *
   * @param tokenization see {@link #tokenization}
   * @throws IllegalArgumentException if the environment runs batches, not streams
   */
  public static SimbaStreams read(
      DataStream<IncomingRecord> records, TokenizeFunction tokenization, SimbaOperator operator) {
    checkRuntimeMode(records);
    SingleOutputStreamOperator<TokenizedRecord> tokenized =
        records.process(tokenization).name("tokenize").uid(TOKENIZE_UID);
    return new SimbaStreams(tokenized, read(tokenized, operator));
  }

  /**
   * Reads records with these operators, and lets people teach them.
   *
   * @param operator with settings that have {@link OperatorSettings#teaching()}
   * @param teachings what people say, from one subtask, so that all hear it in the same order
   * @throws IllegalArgumentException if the environment runs batches, not streams
   */
  public static SimbaStreams read(
      DataStream<IncomingRecord> records,
      TokenizeFunction tokenization,
      SimbaOperator operator,
      DataStream<Teaching> teachings) {
    checkRuntimeMode(records);
    SingleOutputStreamOperator<TokenizedRecord> tokenized =
        records.process(tokenization).name("tokenize").uid(TOKENIZE_UID);
    return new SimbaStreams(
        tokenized,
        tokenized
            .keyBy(TokenizedRecord::key, Types.STRING)
            .connect(teachings.broadcast())
            .transform("Simba", TypeInformation.of(WindowSummary.class), operator)
            .disableChaining()
            .uid(SIMBA_UID));
  }

  /**
   * Reads records that are tokenized already; scored records, work counts and patterns are side
   * outputs.
   *
   * <p>The operator runs in a task, hence a thread, separate from the sinks: a sink that blocks,
   * flushes or commits does not hold up the model, and counts as back pressure, not as load.
   */
  public static SingleOutputStreamOperator<WindowSummary> read(
      DataStream<TokenizedRecord> tokenized, SimbaOperator operator) {
    return tokenized
        .keyBy(TokenizedRecord::key, Types.STRING)
        .transform("Simba", TypeInformation.of(WindowSummary.class), operator)
        .disableChaining()
        .uid(SIMBA_UID);
  }

  private static void checkRuntimeMode(DataStream<?> records) {
    RuntimeExecutionMode mode =
        records.getExecutionEnvironment().getConfiguration().get(ExecutionOptions.RUNTIME_MODE);
    if (mode != RuntimeExecutionMode.STREAMING) {
      throw new IllegalArgumentException(
          ("%s is %s, but in that mode Flink drops a key's state when the next key comes; set it to"
                  + " STREAMING")
              .formatted(ExecutionOptions.RUNTIME_MODE.key(), mode));
    }
  }

  /**
   * The tokenization that goes with these settings.
   *
   * @param tokensGiven whether records come as tokens; the model then needs no tokenizer; say the
   *     same in {@link OperatorSettings.OtherModel}
   */
  public static TokenizeFunction tokenization(OperatorSettings settings, boolean tokensGiven) {
    return new TokenizeFunction(
        settings.model(), settings.otherModel().maxRecordTokens(), tokensGiven);
  }

  /** What the Simba operator reads. */
  public SingleOutputStreamOperator<TokenizedRecord> tokenized() {
    return tokenized;
  }

  /** The summary of each key's windows. */
  public SingleOutputStreamOperator<WindowSummary> summaries() {
    return summaries;
  }

  /** Every record after it was read, with its score. */
  public DataStream<ScoredRecord> scored() {
    return summaries.getSideOutput(SideOutputs.SCORED);
  }

  /** The work that each window cost. */
  public DataStream<WorkCounts> workCounts() {
    return summaries.getSideOutput(SideOutputs.WORK);
  }

  /**
   * The alerts of each stream, as they open, go on and close. Each call adds an operator.
   *
   * @param settings those of the Simba operator, with alerts enabled
   */
  public SingleOutputStreamOperator<Alert> alerts(OperatorSettings settings) {
    if (!settings.alerts().enabled()) {
      throw new IllegalArgumentException("these settings have no alerts: switch them on");
    }
    return summaries
        .getSideOutput(SideOutputs.SIGNALS)
        .keyBy(AlertSignal::key, Types.STRING)
        .transform("alerts", TypeInformation.of(Alert.class), new AlertOperator(settings))
        .uid(ALERTS_UID);
  }

  /** The patterns of each window, if {@link OperatorSettings.Window#patterns()} asks for them. */
  public DataStream<WindowPattern> patterns() {
    return summaries.getSideOutput(SideOutputs.PATTERNS);
  }

  /** Records that could not be processed. */
  public DataStream<DeadLetter> deadLetters() {
    return tokenized.getSideOutput(SideOutputs.DEAD_LETTERS);
  }
}
