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
 * Reads each partition of a table as a stream, and gives one row per record with its score: how
 * telling the record is on its stream. A record that can't be read becomes a row with {@code
 * error}. Its columns are described in {@code docs/sql.md}.
 */
@PublicApi
public final class SimbaScore extends SimbaFunction {

  private static final long serialVersionUID = 1L;

  /** For Flink, which makes functions by name. */
  public SimbaScore() {
    this(null);
  }

  private SimbaScore(FunctionCall call) {
    super(call);
  }

  @Override
  SimbaFunction plannedFor(FunctionCall planned) {
    return new SimbaScore(planned);
  }

  @Override
  DataType resultType() {
    return ResultRows.SCORED;
  }

  @Override
  Row rejected(DeadLetter letter) {
    return ResultRows.rejectedInScored(letter);
  }

  @Override
  ReadResults results() {
    return new ReadResults() {
      @Override
      public void scored(ScoredRecord record) {
        collect(ResultRows.of(record));
      }

      @Override
      public void summary(WindowSummary summary) {}

      @Override
      public void work(WorkCounts work) {}
    };
  }
}
