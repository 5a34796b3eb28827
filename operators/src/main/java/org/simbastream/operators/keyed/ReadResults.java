package org.simbastream.operators.keyed;

import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.record.WorkCounts;

/** Takes what reading the current key brings. */
public interface ReadResults {

  /** A record was read. */
  void scored(ScoredRecord record);

  /** A window ended. */
  void summary(WindowSummary summary);

  /** What that window cost; follows its summary. */
  void work(WorkCounts work);
}
