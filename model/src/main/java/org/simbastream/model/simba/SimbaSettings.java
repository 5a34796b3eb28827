package org.simbastream.model.simba;

import java.io.Serializable;
import org.simbastream.annotation.PublicApi;
import org.simbastream.kernels.ImpactAggregation;

/**
 * How tokens are pruned between layers.
 *
 * @param last the share of a chunk's tokens that the last layer reads, in (0, 1]; 1 is plain Mamba
 * @param schedule how the share of kept tokens falls from layer to layer
 * @param denseLayers the number of layers, from the first, that read every token
 * @param criterion which tokens are kept
 * @param horizon the number of tokens after the chunk's end at which impact is measured; 0 is the
 *     paper's value
 * @param nearShare with a split budget, the share of the kept tokens chosen by impact at the
 *     chunk's end; the others are chosen by impact at the horizon
 * @param aggregation how impact on channels becomes one number
 */
@PublicApi
public record SimbaSettings(
    double last,
    KeepSchedule schedule,
    int denseLayers,
    SelectionCriterion criterion,
    int horizon,
    double nearShare,
    ImpactAggregation aggregation)
    implements Serializable {

  /** Plain Mamba. */
  public static final SimbaSettings DENSE = linear(1, 0);

  /** The near share of a split budget where none is given. */
  public static final double HALF = 0.5;

  /** Rounding slack below which a share of tokens is not rounded up. */
  private static final double SLACK = 1e-9;

  /** Checks ranges. */
  public SimbaSettings {
    if (!(last > 0 && last <= 1)) {
      throw new IllegalArgumentException(
          "the share of tokens kept at the last layer is"
              + " "
              + last
              + ", expected more than 0, at most 1");
    }
    if (denseLayers < 0) {
      throw new IllegalArgumentException("dense-layers is " + denseLayers + ", expected 0 or more");
    }
    if (schedule == KeepSchedule.MODEL && denseLayers > 0) {
      throw new IllegalArgumentException(
          "dense-layers is " + denseLayers + ", but the model's own schedule brings its own");
    }
    if (horizon < 0) {
      throw new IllegalArgumentException("horizon is " + horizon + ", expected 0 or more");
    }
    if (!(nearShare >= 0 && nearShare <= 1)) {
      throw new IllegalArgumentException("the near share is " + nearShare + ", expected 0 to 1");
    }
  }

  /** The same with a split budget's halves equal. */
  public SimbaSettings(
      double last,
      KeepSchedule schedule,
      int denseLayers,
      SelectionCriterion criterion,
      int horizon,
      ImpactAggregation aggregation) {
    this(last, schedule, denseLayers, criterion, horizon, HALF, aggregation);
  }

  /** The paper's Simba: impact, linear schedule, maximum over channels. */
  public static SimbaSettings linear(double last, int horizon) {
    return new SimbaSettings(
        last, KeepSchedule.LINEAR, 0, SelectionCriterion.IMPACT, horizon, ImpactAggregation.MAX);
  }

  /**
   * Impact, by the schedule with which the model was measured.
   *
   * @param last the share of a chunk's tokens that the last layer reads, in (0, 1]
   */
  public static SimbaSettings ofModel(double last) {
    return linear(last, 0).with(KeepSchedule.MODEL, 0);
  }

  /**
   * The same for one model.
   *
   * @param own the model's own schedule, which takes the place of {@link KeepSchedule#MODEL}
   * @param ownDenseLayers how many layers, from the first, read every token by it
   */
  public SimbaSettings forModel(KeepSchedule own, int ownDenseLayers) {
    return schedule == KeepSchedule.MODEL ? with(own, ownDenseLayers) : this;
  }

  private SimbaSettings with(KeepSchedule other, int otherDenseLayers) {
    return new SimbaSettings(
        last, other, otherDenseLayers, criterion, horizon, nearShare, aggregation);
  }

  /** The same with another share at the last layer, in (0, 1]. */
  public SimbaSettings withLast(double share) {
    return new SimbaSettings(
        share, schedule, denseLayers, criterion, horizon, nearShare, aggregation);
  }

  /**
   * How many tokens of a chunk a layer reads.
   *
   * @param tokens tokens in the chunk, at least 1
   * @return 1 … tokens
   */
  public int keepCount(int layer, int layers, int tokens) {
    double keep = schedule.keep(layer, layers, last, denseLayers);
    return Math.min(tokens, Math.max(1, (int) Math.ceil(keep * tokens - SLACK)));
  }
}
