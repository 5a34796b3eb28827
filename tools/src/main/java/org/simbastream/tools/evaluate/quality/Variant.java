package org.simbastream.tools.evaluate.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.simbastream.model.kernel.ImpactAggregation;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/**
 * A way of pruning and of cutting a stream, under test.
 *
 * @param name what is compared with others: {@code impact-64}
 * @param settings how tokens are pruned
 * @param chunkTokens tokens of a chunk
 */
record Variant(String name, SimbaSettings settings, int chunkTokens) {

  /** What decides, in the paper. */
  static final String PAPER = "impact";

  static final List<Integer> CHUNKS = List.of(32, 128, 512);

  /** The chunk at which schedules and shares are compared. */
  static final int CHUNK = 128;

  /** Shares at the last layer beside the tenth that all criteria have, for the curves. */
  static final List<Double> SHARES = List.of(0.01, 0.25, 0.5, 0.75);

  private static final double LAST = 0.1;
  private static final int[] HORIZONS = {64, 256, 1024};

  /** Criteria at equal work: LINEAR down to a tenth. */
  static List<Variant> criteria(int chunkTokens) {
    List<Variant> variants = new ArrayList<>();
    variants.add(criterion(PAPER, SelectionCriterion.IMPACT, 0, 0, chunkTokens));
    for (int horizon : HORIZONS) {
      String name = PAPER + "-" + horizon;
      variants.add(criterion(name, SelectionCriterion.IMPACT, horizon, 0, chunkTokens));
    }
    for (double near : new double[] {0.75, 0.5, 0.25}) {
      String name = "split-" + Math.round(100 * near) + "-near-1024";
      variants.add(criterion(name, SelectionCriterion.SPLIT_IMPACT, 1024, near, chunkTokens));
    }
    variants.add(criterion("recency", SelectionCriterion.RECENCY, 0, 0, chunkTokens));
    variants.add(criterion("stride", SelectionCriterion.STRIDE, 0, 0, chunkTokens));
    variants.add(criterion("random", SelectionCriterion.RANDOM, 0, 0, chunkTokens));
    variants.add(criterion("delta", SelectionCriterion.DELTA, 0, 0, chunkTokens));
    variants.add(criterion("output-norm", SelectionCriterion.OUTPUT_NORM, 0, 0, chunkTokens));
    variants.add(
        criterion("local-contribution", SelectionCriterion.LOCAL_CONTRIBUTION, 0, 0, chunkTokens));
    variants.add(
        criterion("tor-positive-state", SelectionCriterion.POSITIVE_STATE, 0, 0, chunkTokens));
    return variants;
  }

  /**
   * The paper's criterion with other schedules.
   *
   * @param exitLayer layers that the one with dense layers gives every token
   */
  static List<Variant> schedules(int exitLayer) {
    return List.of(
        schedule("uniform", KeepSchedule.UNIFORM, 0),
        schedule("reversed", KeepSchedule.REVERSED, 0),
        schedule("staged", KeepSchedule.STAGED, 0),
        schedule("dense-layers", KeepSchedule.LINEAR, exitLayer));
  }

  /** A criterion over the share at the last layer, hence over work. */
  static List<Variant> curve(SelectionCriterion criterion) {
    return SHARES.stream()
        .map(
            last ->
                new Variant(
                    curveName(criterion, last),
                    settings(last, KeepSchedule.LINEAR, 0, criterion, 0, 0),
                    CHUNK))
        .toList();
  }

  static String curveName(SelectionCriterion criterion, double last) {
    return criterion.name().toLowerCase(Locale.ROOT) + "-to-" + Math.round(100 * last);
  }

  /** The figures' group: {@code impact-64.chunk-128}. */
  String label() {
    return name + ".chunk-" + chunkTokens;
  }

  private static Variant criterion(
      String name, SelectionCriterion criterion, int horizon, double near, int chunkTokens) {
    return new Variant(
        name, settings(LAST, KeepSchedule.LINEAR, 0, criterion, horizon, near), chunkTokens);
  }

  private static Variant schedule(String name, KeepSchedule schedule, int denseLayers) {
    return new Variant(
        name, settings(LAST, schedule, denseLayers, SelectionCriterion.IMPACT, 0, 0), CHUNK);
  }

  private static SimbaSettings settings(
      double last,
      KeepSchedule schedule,
      int denseLayers,
      SelectionCriterion criterion,
      int horizon,
      double near) {
    return new SimbaSettings(
        last, schedule, denseLayers, criterion, horizon, near, ImpactAggregation.MAX);
  }
}
