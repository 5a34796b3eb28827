package org.simbastream.operators.output;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.simbastream.annotation.PublicApi;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WorkCounts;

/** What the operators emit besides their main output. */
@PublicApi
public final class SideOutputs {

  /** Records that could not be processed, from the tokenization. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  /** Every record after it was read, from the Simba operator. */
  public static final OutputTag<ScoredRecord> SCORED =
      new OutputTag<>("scored", TypeInformation.of(ScoredRecord.class));

  /** What each window cost, from the Simba operator. */
  public static final OutputTag<WorkCounts> WORK =
      new OutputTag<>("work", TypeInformation.of(WorkCounts.class));

  /** What alerts follow from, if there are any, from the Simba operator. */
  public static final OutputTag<AlertSignal> SIGNALS =
      new OutputTag<>("signals", TypeInformation.of(AlertSignal.class));

  /** The patterns of each window, from the Simba operator, if its settings ask for them. */
  public static final OutputTag<WindowPattern> PATTERNS =
      new OutputTag<>("patterns", TypeInformation.of(WindowPattern.class));

  private SideOutputs() {}
}
