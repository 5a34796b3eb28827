package org.simbastream.sql;

import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.simbastream.annotation.PublicApi;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/**
 * Reads each partition of a table as a stream, and gives one row per partition and window with its
 * summary. A record that can't be read becomes a separate row with {@code error}. Its columns are
 * described in {@code docs/sql.md}.
 */
@PublicApi
public final class SimbaSummarize extends SimbaFunction {

  private static final long serialVersionUID = 1L;

  /** For Flink, which makes functions by name. */
  public SimbaSummarize() {
    this(null);
  }

  private SimbaSummarize(FunctionCall call) {
    super(call);
  }

  @Override
  SimbaFunction plannedFor(FunctionCall planned) {
    return new SimbaSummarize(planned);
  }

  @Override
  DataType resultType() {
    return ResultRows.SUMMARY;
  }

  @Override
  Row rejected(DeadLetter letter) {
    return ResultRows.rejectedInSummaries(letter);
  }

  @Override
  ReadResults results() {
    return new ReadResults() {
      @Override
      public void scored(ScoredRecord record) {}

      @Override
      public void summary(WindowSummary summary) {
        collect(ResultRows.of(summary));
      }

      @Override
      public void work(WorkCounts work) {}
    };
  }
}
