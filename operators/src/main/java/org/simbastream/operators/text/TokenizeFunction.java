package org.simbastream.operators.text;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.simbastream.annotation.PublicApi;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.TokenizedRecord;

/**
 * Tokenizes records, or uses their given tokens. Rejected ones go to {@link
 * SideOutputs#DEAD_LETTERS}; empty ones are skipped and counted.
 */
@PublicApi
public final class TokenizeFunction extends ProcessFunction<IncomingRecord, TokenizedRecord> {

  private static final long serialVersionUID = 1L;

  private final String model;
  private final int maxTokens;
  private final boolean tokensGiven;

  private transient RecordIntake intake;
  private transient DeadLetterWatch watch;
  private transient Counter emptyRecords;
  private transient Counter malformedTexts;
  private transient Counter deadLetters;

  /**
   * A tokenization for a model.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @param maxTokens the greatest number of tokens read of one record
   * @param tokensGiven whether records come as tokens; the model then needs no tokenizer
   */
  public TokenizeFunction(String model, int maxTokens, boolean tokensGiven) {
    this.model = model;
    this.maxTokens = maxTokens;
    this.tokensGiven = tokensGiven;
  }

  /** Counts dead letters with another watch; for tests, before it is opened. */
  void countWith(DeadLetterWatch other) {
    watch = other;
  }

  @Override
  public void open(OpenContext context) {
    if (watch == null) {
      watch = DeadLetterWatch.OF_THIS_JVM;
    }
    intake =
        tokensGiven
            ? RecordIntake.ofTokens(model, maxTokens)
            : RecordIntake.ofText(model, maxTokens);
    var metrics = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    emptyRecords = metrics.counter(MetricNames.NUM_RECORDS_EMPTY);
    malformedTexts = metrics.counter(MetricNames.NUM_RECORDS_MALFORMED);
    deadLetters = metrics.counter(MetricNames.NUM_RECORDS_DEAD_LETTERED);
  }

  @Override
  public void processElement(
      IncomingRecord record, Context context, Collector<TokenizedRecord> out) {
    watch.read();
    Intake taken = intake.take(record);
    if (taken instanceof Intake.Tokenized tokenized) {
      if (tokenized.record().hasReplacedBytes()) {
        malformedTexts.inc();
      }
      out.collect(tokenized.record());
    } else if (taken instanceof Intake.Rejected rejected) {
      deadLetters.inc();
      watch.rejected(rejected.letter().rejection().reason());
      context.output(SideOutputs.DEAD_LETTERS, rejected.letter());
    } else {
      emptyRecords.inc();
    }
  }

  @Override
  public void close() {
    if (intake != null) {
      intake.close();
    }
  }
}
