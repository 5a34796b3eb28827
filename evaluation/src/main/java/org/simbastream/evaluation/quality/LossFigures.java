package org.simbastream.evaluation.quality;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.model.mamba.OpCounts;

/** Likelihoods as figures: dense as it is, everything else as what it loses, stretch by stretch. */
final class LossFigures {

  private static final String UNIT = "nats/token";
  private static final String OF_DENSE = "of dense";

  private final String prefix;
  private final Likelihoods dense;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * Begins with dense Mamba's own figures.
   *
   * @param prefix what the names begin with: {@code quality.logs}
   */
  LossFigures(String prefix, Likelihoods dense) {
    this.prefix = prefix;
    this.dense = dense;
    for (int gap = 0; gap < Stretch.GAPS.length; gap++) {
      Sample sample = Sample.of(dense.surprisal()[gap]);
      figures.add(new Figure(name("dense", gap), sample.mean(), UNIT, sample.standardError(), ""));
    }
    work("dense", dense.work());
  }

  /** Adds what is lost against dense; less than nothing is a gain. */
  void losses(String label, Likelihoods measured) {
    for (int gap = 0; gap < Stretch.GAPS.length; gap++) {
      Sample loss = Sample.differences(measured.surprisal()[gap], dense.surprisal()[gap]);
      String baseline = name("dense", gap);
      figures.add(new Figure(name(label, gap), loss.mean(), UNIT, loss.standardError(), baseline));
    }
  }

  /** Adds the work that reading cost, as counted; dense, a reader does not read every token. */
  void work(String label, OpCounts work) {
    figures.add(Figure.of(prefix + "." + label + ".work", work.ratio(), OF_DENSE, ""));
    figures.add(Figure.of(prefix + "." + label + ".scoring", work.scoringRatio(), OF_DENSE, ""));
  }

  /** Adds the work of another model on the same tokens, in multiply-adds. */
  void workOfModel(String label, OpCounts work) {
    double ratio = (double) work.dense() / dense.work().dense();
    figures.add(Figure.of(prefix + "." + label + ".work", ratio, OF_DENSE, ""));
  }

  List<Figure> all() {
    return List.copyOf(figures);
  }

  private String name(String label, int gap) {
    return prefix + "." + label + ".gap-" + Stretch.GAPS[gap];
  }
}
