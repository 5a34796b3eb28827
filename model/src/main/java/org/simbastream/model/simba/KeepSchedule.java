package org.simbastream.model.simba;

import org.simbastream.annotation.PublicApi;

/** The share of a chunk's tokens that each layer reads. */
@PublicApi
public enum KeepSchedule {
  /**
   * The schedule and the dense layers that the checkpoint names, with which it was measured; {@link
   * #LINEAR} of one that names none.
   */
  MODEL {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      throw new IllegalStateException("the model's own schedule is not known here: see ofModel");
    }
  },
  /**
   * The paper's: {@code keep(l) = 1 - (1 - last) l / (L - 1)}. With {@code denseLayers = E > 0} the
   * first E layers read every token, and the fall begins from the last of them.
   */
  LINEAR {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      int top = Math.max(0, denseLayers - 1); // the last layer of which keep is 1
      return layer <= top ? 1 : 1 - (1 - last) * (layer - top) / (layers - 1 - top);
    }
  },
  /** The same share at every layer above the dense ones, with LINEAR's work in total. */
  UNIFORM {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      int dense = Math.max(1, denseLayers);
      if (layer < dense) {
        return 1;
      }
      double total = 0;
      for (int l = dense; l < layers; l++) {
        total += LINEAR.keep(l, layers, last, denseLayers);
      }
      return total / (layers - dense);
    }
  },
  /**
   * LINEAR's shares above the dense layers in reverse order, so the least share comes first and
   * skipped tokens come back on the way up. With LINEAR's work in total.
   */
  REVERSED {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      int dense = Math.max(1, denseLayers);
      return layer < dense
          ? 1
          : LINEAR.keep(layers - 1 - (layer - dense), layers, last, denseLayers);
    }
  },
  /**
   * Three stages of as many layers each above the dense ones, in each of them the mean of LINEAR's
   * shares there. With LINEAR's work in total.
   */
  STAGED {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      int dense = Math.max(1, denseLayers);
      if (layer < dense) {
        return 1;
      }
      int stage = STAGES * (layer - dense) / (layers - dense);
      double total = 0;
      int members = 0;
      for (int l = dense; l < layers; l++) {
        if (STAGES * (l - dense) / (layers - dense) == stage) {
          total += LINEAR.keep(l, layers, last, denseLayers);
          members++;
        }
      }
      return total / members;
    }
  },
  /**
   * Each layer reads the same share of the tokens of the layer below, down to {@code last}: {@code
   * keep(l) = last^(l / (L - 1))}. With {@code denseLayers = E > 0} the fall begins from the last
   * of the first E layers. Less work than LINEAR's: 0.41 instead of 0.55 for twelve layers and a
   * tenth.
   */
  GEOMETRIC {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      int top = Math.max(0, denseLayers - 1); // the last layer of which keep is 1
      return layer <= top ? 1 : Math.pow(last, (double) (layer - top) / (layers - 1 - top));
    }
  },
  /**
   * Every token up to the dense layers (at least the first), {@code last} above them. It takes the
   * least work of all, and scores tokens only once.
   */
  STEP {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      return layer < Math.max(1, denseLayers) ? 1 : last;
    }
  },
  /** Every token at every layer: plain Mamba. */
  DENSE {
    @Override
    double keep(int layer, int layers, double last, int denseLayers) {
      return 1;
    }
  };

  private static final int STAGES = 3;

  /**
   * The share of a chunk's tokens that a layer reads.
   *
   * @param layer 0 … layers - 1
   * @param layers L
   * @param last the share at the last layer, in (0, 1]
   * @param denseLayers the number of layers, from the first, that read every token
   */
  abstract double keep(int layer, int layers, double last, int denseLayers);
}
