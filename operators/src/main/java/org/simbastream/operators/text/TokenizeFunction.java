package org.simbastream.operators.text;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.simbastream.operators.SideOutputs;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.record.DeadLetter;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Rejection;
import org.simbastream.operators.record.TokenizedRecord;

/**
 * Tokenizes records, or takes the tokens they came as. Rejected ones go to {@link
 * SideOutputs#DEAD_LETTERS}; empty ones are skipped and counted.
 */
public final class TokenizeFunction extends ProcessFunction<IncomingRecord, TokenizedRecord> {

  private static final long serialVersionUID = 1L;

  private final String model;
  private final int maxTokens;
  private final boolean tokensGiven;

  private transient RecordTokenizer tokenizer; // null where tokens are given
  private transient GivenTokens givenTokens; // null where text is
  private transient Counter emptyRecords;
  private transient Counter deadLetters;

  /**
   * A tokenization for a model.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @param maxTokens tokens read of one record at most
   * @param tokensGiven whether records come as tokens; the model then needs no tokenizer
   */
  public TokenizeFunction(String model, int maxTokens, boolean tokensGiven) {
    this.model = model;
    this.maxTokens = maxTokens;
    this.tokensGiven = tokensGiven;
  }

  @Override
  public void open(OpenContext context) {
    if (tokensGiven) {
      givenTokens = GivenTokens.open(model, maxTokens);
    } else {
      tokenizer = RecordTokenizer.open(model, maxTokens);
    }
    var metrics = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    emptyRecords = metrics.counter(MetricNames.NUM_RECORDS_EMPTY);
    deadLetters = metrics.counter(MetricNames.NUM_RECORDS_DEAD_LETTERED);
  }

  @Override
  public void processElement(
      IncomingRecord record, Context context, Collector<TokenizedRecord> out) {
    DeadLetterWatch.OF_THIS_JVM.read();
    if (record.rejection() != null) {
      deadLetter(record, record.rejection(), context);
      return;
    }
    if (record.tokens() != null) {
      takeTokens(record, context, out);
      return;
    }
    if (record.text().isEmpty()) {
      emptyRecords.inc();
      return;
    }
    TokenizedRecord tokenized;
    try {
      tokenized = tokenizer.tokenize(record);
    } catch (RuntimeException e) {
      deadLetter(record, record.refusedByTokenizer(e).rejection(), context);
      return;
    }
    out.collect(tokenized);
  }

  @Override
  public void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
    if (givenTokens != null) {
      givenTokens.close();
    }
  }

  private void takeTokens(IncomingRecord record, Context context, Collector<TokenizedRecord> out) {
    Rejection rejection = givenTokens.rejection(record);
    if (rejection != null) {
      deadLetter(record, rejection, context);
    } else {
      out.collect(givenTokens.read(record));
    }
  }

  private void deadLetter(IncomingRecord record, Rejection rejection, Context context) {
    deadLetters.inc();
    DeadLetterWatch.OF_THIS_JVM.rejected(rejection.reason());
    context.output(
        SideOutputs.DEAD_LETTERS,
        new DeadLetter(
            record.key(), record.position(), record.time(), rejection.replayed(record.replays())));
  }
}
