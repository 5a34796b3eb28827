package org.simbastream.benchmarks.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.ProductScratch;
import org.simbastream.model.linear.Products;

/** Products of one shape, with all threads at work. */
public final class ProductSpeed implements AutoCloseable {

  private static final double LEAST_SECONDS = 0.1;

  private final ThreadTeam team;
  private final Linear linear;
  private final List<ProductScratch> memories = new ArrayList<>();
  private final float[] x; // (rows, inputs)
  private final float[] y; // (rows, outputs)
  private final int rows;

  /** Products of (rows, inputs) with a random weight (outputs, inputs). */
  public ProductSpeed(Products products, int threads, int rows, int inputs, int outputs) {
    this.team = new ThreadTeam(threads);
    for (int member = 0; member < threads; member++) {
      memories.add(new ProductScratch());
    }
    float[] weight = uniform(outputs * inputs);
    this.linear = products.linear(sink -> sink.take(weight, weight.length), null, inputs, outputs);
    this.x = uniform(rows * inputs);
    this.y = new float[rows * outputs];
    this.rows = rows;
  }

  /** Multiplies for a while and returns 1e9 additions and multiplications a second. */
  public double gigaflops() {
    long start = System.nanoTime();
    long products = 0;
    double seconds;
    do {
      multiply();
      products++;
      seconds = (System.nanoTime() - start) / 1e9;
    } while (seconds < LEAST_SECONDS);
    return 2.0 * rows * linear.multiplyAdds() * products / seconds / 1e9;
  }

  @Override
  public void close() {
    team.close();
    memories.forEach(ProductScratch::close);
    linear.close();
  }

  private void multiply() {
    Linear.Rows input = new Linear.Rows(x, 0, linear.inputs());
    team.divide(
        rows,
        16,
        (member, from, to) ->
            linear.apply(
                memories.get(member), input, y, new Linear.Share(from, to, 0, linear.outputs())));
  }

  private static float[] uniform(int count) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }
}
