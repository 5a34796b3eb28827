package org.simbastream.operators.keyed;

import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** Emits summaries to an operator's main output, and all other results to its side outputs. */
final class OperatorOutput implements ReadResults {

  private final Output<StreamRecord<WindowSummary>> output;

  OperatorOutput(Output<StreamRecord<WindowSummary>> output) {
    this.output = output;
  }

  @Override
  public void scored(ScoredRecord record) {
    output.collect(SideOutputs.SCORED, new StreamRecord<>(record, record.time()));
  }

  @Override
  public void summary(WindowSummary summary) {
    output.collect(new StreamRecord<>(summary, summary.windowEnd() - 1));
  }

  @Override
  public void work(WorkCounts work) {
    output.collect(SideOutputs.WORK, new StreamRecord<>(work, work.windowEnd() - 1));
  }

  @Override
  public void pattern(WindowPattern pattern) {
    output.collect(SideOutputs.PATTERNS, new StreamRecord<>(pattern, pattern.windowEnd() - 1));
  }
}
