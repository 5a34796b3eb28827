package org.simbastream.sql;

import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.record.WorkCounts;

/**
 * Reads each partition of a table as a stream, and gives one row per partition and window: what
 * mattered in it. A record that can't be read becomes a row of its own, with {@code error}. Its
 * columns are described in {@code docs/sql.md}.
 */
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
  Row rejected(IncomingRecord record) {
    return ResultRows.rejectedInSummaries(record);
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
