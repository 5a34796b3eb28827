package org.simbastream.model.linear;

import java.util.function.Supplier;

/** A layer that is created at its first use. */
final class LazyLinear implements Linear {

  private final int inputs;
  private final int outputs;
  private final Supplier<Linear> maker;
  private volatile Linear made;

  LazyLinear(int inputs, int outputs, Supplier<Linear> maker) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.maker = maker;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int outputGrain() {
    return made().outputGrain();
  }

  @Override
  public void apply(ProductScratch memory, Rows x, float[] y, Share share) {
    made().apply(memory, x, y, share);
  }

  @Override
  public void close() {
    if (made != null) {
      made.close();
    }
  }

  private Linear made() {
    Linear linear = made;
    return linear != null ? linear : make();
  }

  private synchronized Linear make() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
