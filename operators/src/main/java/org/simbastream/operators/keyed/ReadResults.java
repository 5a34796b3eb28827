package org.simbastream.operators.keyed;

import org.simbastream.annotation.PublicApi;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** Receives the results of reading the current key. */
@PublicApi
public interface ReadResults {

  /** A record was read. */
  void scored(ScoredRecord record);

  /** A window ended. */
  void summary(WindowSummary summary);

  /** The work of that window; follows its summary. */
  void work(WorkCounts work);

  /**
   * One of the patterns of that window; they follow its work, if {@link
   * org.simbastream.operators.settings.OperatorSettings.Window#patterns()} asks for them.
   */
  default void pattern(WindowPattern pattern) {}
}
