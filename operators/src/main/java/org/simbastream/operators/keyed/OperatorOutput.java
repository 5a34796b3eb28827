package org.simbastream.operators.keyed;

import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.AlertSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/**
 * Emits summaries to an operator's main output, and all other results to its side outputs. What
 * alerts follow from is one side output, so that it stays in order.
 */
final class OperatorOutput implements ReadResults {

  private final Output<StreamRecord<WindowSummary>> output;

  private final AlertSettings alerts;
  private final boolean silences;

  OperatorOutput(Output<StreamRecord<WindowSummary>> output, OperatorSettings settings) {
    this.output = output;
    this.alerts = settings.alerts();
    this.silences = alerts.enabled() && settings.window().silence();
  }

  @Override
  public void scored(ScoredRecord record) {
    output.collect(SideOutputs.SCORED, new StreamRecord<>(record, record.time()));
    if (alerts.enabled() && !record.muted() && record.score() >= alerts.joins()) {
      signal(AlertSignal.of(record));
    }
  }

  @Override
  public void summary(WindowSummary summary) {
    output.collect(new StreamRecord<>(summary, summary.windowEnd() - 1));
    if (silences) {
      signal(AlertSignal.of(summary));
    }
  }

  private void signal(AlertSignal signal) {
    output.collect(SideOutputs.SIGNALS, new StreamRecord<>(signal, signal.time()));
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
