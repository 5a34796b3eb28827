package org.simbastream.evaluation.anomalies;

import java.util.List;
import org.simbastream.evaluation.alerts.AreaUnderCurve;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.records.ScoredRecord;

/** A way to score streams: with a model, or with parts of it. */
record AnomalyReading(String name, MambaModel model, boolean readout, boolean recall) {

  /** How well the score separates the lines that deviate from the others, after the warm-up. */
  AreaUnderCurve area(LabelledStream stream) {
    return AreaUnderCurve.of(
        scores(stream.lines(), LabelledStream.WARM_UP), stream.oddAfterWarmUp());
  }

  /** The scores of lines from one on, as one stream. */
  double[] scores(List<String> lines, int from) {
    List<ScoredRecord> records = new StreamReading(model, readout, recall, 1).scores(lines);
    double[] scores = new double[lines.size() - from];
    for (ScoredRecord record : records) {
      int line = (int) record.position().offset();
      if (line >= from) {
        scores[line - from] = record.score();
      }
    }
    return scores;
  }
}
