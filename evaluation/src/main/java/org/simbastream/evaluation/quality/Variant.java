package org.simbastream.evaluation.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.simbastream.kernels.ImpactAggregation;
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

  /** The same of the schedule whose work goes on falling where LINEAR's ends at a half. */
  static final List<Double> GEOMETRIC_SHARES = List.of(0.01, 0.03, 0.1);

  /** Selections that do not use impact, by name. */
  static final Map<String, SelectionCriterion> SIMPLE = simple();

  /** What the name of a variant with one step has beside the criterion's. */
  static final String STEP = "-step";

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
    SIMPLE.forEach(
        (name, criterion) -> variants.add(criterion(name, criterion, 0, 0, chunkTokens)));
    return variants;
  }

  /**
   * The paper's criterion and the simple ones at less work: STEP above the early readout down to a
   * tenth.
   *
   * @param exitLayer layers that are given every token
   */
  static List<Variant> withOneStep(int exitLayer) {
    List<Variant> variants = new ArrayList<>();
    variants.add(step(PAPER + STEP, SelectionCriterion.IMPACT, exitLayer));
    SIMPLE.forEach((name, criterion) -> variants.add(step(name + STEP, criterion, exitLayer)));
    return variants;
  }

  /**
   * A criterion with the step at each layer below the early readout: what these layers are needed
   * for.
   */
  static List<Variant> withStepBelow(int exitLayer, SelectionCriterion criterion) {
    return IntStream.range(1, exitLayer)
        .mapToObj(layers -> step(lower(criterion) + STEP + "-after-" + layers, criterion, layers))
        .toList();
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
    List<Variant> variants = new ArrayList<>();
    SHARES.forEach(last -> variants.add(point(criterion, KeepSchedule.LINEAR, last)));
    GEOMETRIC_SHARES.forEach(last -> variants.add(point(criterion, KeepSchedule.GEOMETRIC, last)));
    return variants;
  }

  private static Variant point(SelectionCriterion criterion, KeepSchedule schedule, double last) {
    String name = lower(criterion) + (schedule == KeepSchedule.LINEAR ? "" : "-" + lower(schedule));
    return new Variant(
        name + "-to-" + Math.round(100 * last),
        settings(last, schedule, 0, criterion, 0, 0),
        CHUNK);
  }

  static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
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

  private static Variant step(String name, SelectionCriterion criterion, int denseLayers) {
    return new Variant(
        name, settings(LAST, KeepSchedule.STEP, denseLayers, criterion, 0, 0), CHUNK);
  }

  private static Map<String, SelectionCriterion> simple() {
    Map<String, SelectionCriterion> simple = new LinkedHashMap<>();
    simple.put("recency", SelectionCriterion.RECENCY);
    simple.put("stride", SelectionCriterion.STRIDE);
    simple.put("random", SelectionCriterion.RANDOM);
    simple.put("delta", SelectionCriterion.DELTA);
    simple.put("output-norm", SelectionCriterion.OUTPUT_NORM);
    simple.put("local-contribution", SelectionCriterion.LOCAL_CONTRIBUTION);
    simple.put("tor-positive-state", SelectionCriterion.POSITIVE_STATE);
    return Collections.unmodifiableMap(simple);
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
