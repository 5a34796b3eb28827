package org.simbastream.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.simbastream.model.linear.Panels.PANEL;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.kernels.memory.FloatSource;
import org.simbastream.model.linear.Linear.Rows;
import org.simbastream.model.linear.Linear.Share;

/** Products against sums in double precision, and that they write only what they are asked for. */
class ProductsTest {

  private static final float UNTOUCHED = 12345f;

  static Stream<Arguments> shapes() {
    return Stream.of(1, 7, 70)
        .flatMap(
            inputs ->
                Stream.of(1, PANEL - 1, PANEL, 2 * PANEL + 5)
                    .map(outputs -> Arguments.of(inputs, outputs)));
  }

  static Stream<Arguments> productsAndShapes() {
    return Stream.of(Products.values())
        .flatMap(
            products ->
                shapes().map(shape -> Arguments.of(products, shape.get()[0], shape.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("productsAndShapes")
  void everyOutputIsTheSumOfItsInputsAndTheBias(Products products, int inputs, int outputs) {
    Case given = new Case(inputs, outputs);
    try (Linear linear = products.linear(given.source(), given.bias, inputs, outputs);
        ProductScratch memory = new ProductScratch()) {
      for (int rows : new int[] {1, 2, 3, 4, 5, 8, 13, 64}) {
        float[] y = new float[(rows + 1) * outputs];
        Arrays.fill(y, UNTOUCHED);
        linear.apply(memory, given.x(rows), rows, y);
        for (int i = 0; i < rows * outputs; i++) {
          double sum = given.sum(i / outputs, i % outputs);
          double error = 3e-5 + given.roundingError(products, i / outputs, i % outputs);
          assertThat((double) y[i]).as("%d rows, value %d", rows, i).isCloseTo(sum, within(error));
        }
        assertThat(Arrays.copyOfRange(y, rows * outputs, y.length)).containsOnly(UNTOUCHED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void javaSumsInTheOrderOfTheInputsToTheLastBit(int inputs, int outputs) {
    Case given = new Case(inputs, outputs);
    Linear linear = Products.VECTOR.linear(given.source(), given.bias, inputs, outputs);
    for (int rows : new int[] {1, 3, 6, 9, 23}) {
      float[] y = new float[rows * outputs];
      linear.apply(new ProductScratch(), given.x(rows), rows, y);
      for (int i = 0; i < y.length; i++) {
        assertThat(y[i]).isEqualTo(given.fusedSum(i / outputs, i % outputs));
      }
    }
  }

  @Test
  void weightsStoredAsBrainFloatsAreExactAsBrainFloats() {
    float[] weight = {1, -5, 0.00390625f, 0x1.fep127f, 0x1p-133f, -0f};
    float[] x = {1, 1, 1, 0, 0, 1};
    FloatSource source = sink -> sink.take(weight, weight.length);
    float[] y = new float[1];
    Products.VECTOR_BFLOAT16
        .linear(source, null, 6, 1)
        .apply(new ProductScratch(), new Rows(x, 0, 6), 1, y);
    assertThat(y).containsExactly(-4 + 0.00390625f);
  }

  @Test
  void weightsOfEightBitsAreExactWhereTheyAreWholeSteps() {
    float[] weight = {127, -64, 1, 0, 0, 0, 0, 0, 0}; // (3 outputs, 3 inputs)
    weight[3] = -2;
    FloatSource source = sink -> sink.take(weight, weight.length);
    float[] y = new float[3];
    Products.VECTOR_INT8
        .linear(source, new float[] {0, 0, 7}, 3, 3)
        .apply(new ProductScratch(), new Rows(new float[] {1, 2, 3}, 0, 3), 1, y);
    assertThat(y).containsExactly(127 - 128 + 3, -2, 7);
  }

  @ParameterizedTest
  @MethodSource("productsAndShapes")
  void sharesTogetherAreTheWhole(Products products, int inputs, int outputs) {
    Case given = new Case(inputs, outputs);
    int rows = 37;
    try (Linear linear = products.linear(given.source(), null, inputs, outputs);
        ProductScratch memory = new ProductScratch()) {
      float[] whole = new float[rows * outputs];
      linear.apply(memory, given.x(rows), rows, whole);
      float[] parts = new float[rows * outputs];
      int grain = linear.outputGrain();
      for (int output = 0; output < outputs; output += grain) {
        int end = Math.min(outputs, output + grain);
        linear.apply(memory, given.x(rows), parts, new Share(16, rows, output, end));
        float[] before = parts.clone();
        linear.apply(memory, given.x(rows), parts, new Share(0, 16, output, end));
        assertThat(Arrays.copyOfRange(parts, 16 * outputs, parts.length))
            .isEqualTo(Arrays.copyOfRange(before, 16 * outputs, before.length));
      }
      assertThat(parts).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("productsAndShapes")
  void aSharedWeightGivesTheSameAsOneOfItsOwn(Products products, int inputs, int outputs) {
    Case given = new Case(inputs, outputs);
    var held = given.source().direct((long) inputs * outputs);
    try (Linear own = products.linear(given.source(), null, inputs, outputs);
        Linear shared = products.shared(held, inputs, outputs);
        ProductScratch memory = new ProductScratch()) {
      float[] expected = new float[5 * outputs];
      own.apply(memory, given.x(5), 5, expected);
      float[] y = new float[5 * outputs];
      shared.apply(memory, given.x(5), 5, y);
      assertThat(y).isEqualTo(expected);
      assertThat(shared.multiplyAdds()).isEqualTo((long) inputs * outputs);
    }
  }

  /** A random layer, and rows that lie apart within an array. */
  private static final class Case {
    private static final int ROWS = 64;
    private static final int AT = 3;
    private final int inputs;
    private final int stride;
    private final float[] weight; // (outputs, inputs)
    private final float[] bias; // (outputs)
    private final float[] x; // (ROWS, stride) from AT on

    Case(int inputs, int outputs) {
      SplittableRandom random = new SplittableRandom(inputs * 1000L + outputs);
      this.inputs = inputs;
      this.stride = inputs + 2;
      this.weight = uniform(random, outputs * inputs);
      this.bias = uniform(random, outputs);
      this.x = uniform(random, AT + ROWS * stride);
    }

    FloatSource source() {
      return sink -> { // in two pieces, as a file may come
        int first = weight.length / 3;
        sink.take(Arrays.copyOf(weight, first + 1), first);
        sink.take(Arrays.copyOfRange(weight, first, weight.length), weight.length - first);
      };
    }

    Rows x(int rows) {
      return new Rows(Arrays.copyOf(x, AT + rows * stride), AT, stride);
    }

    double sum(int row, int output) {
      double sum = bias[output];
      for (int i = 0; i < inputs; i++) {
        sum += (double) x[AT + row * stride + i] * weight[output * inputs + i];
      }
      return sum;
    }

    /** How far rounded weights may lead away from the sum. */
    double roundingError(Products products, int row, int output) {
      double error = 0;
      double greatest = 0;
      double inputSizes = 0;
      for (int i = 0; i < inputs; i++) {
        double size = Math.abs(x[AT + row * stride + i]);
        double weightSize = Math.abs(weight[output * inputs + i]);
        error += size * weightSize / 256;
        greatest = Math.max(greatest, weightSize);
        inputSizes += size;
      }
      return switch (products) {
        case VECTOR, LIBTORCH -> 0;
        case VECTOR_BFLOAT16 -> error;
        case VECTOR_INT8 -> inputSizes * greatest / 127 / 2;
      };
    }

    float fusedSum(int row, int output) {
      float sum = bias[output];
      for (int i = 0; i < inputs; i++) {
        sum = Math.fma(x[AT + row * stride + i], weight[output * inputs + i], sum);
      }
      return sum;
    }

    private static float[] uniform(SplittableRandom random, int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (random.nextDouble() * 2 - 1);
      }
      return values;
    }
  }
}
