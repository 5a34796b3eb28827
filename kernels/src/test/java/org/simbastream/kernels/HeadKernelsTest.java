package org.simbastream.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.simbastream.kernels.VectorMath.LANES;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mamba-2's kernels: the two against each other, and against Mamba-1's on the same recurrence. */
class HeadKernelsTest {

  private static final int ROW = 2;

  private final HeadKernels plain = new PlainKernels().heads();
  private final HeadKernels vector = new VectorKernels().heads();
  private final KernelMemory memory = new KernelMemory();

  static Stream<HeadScanInput> inputs() {
    return IntStream.of(1, LANES - 1, LANES, LANES + 3, 2 * LANES)
        .boxed()
        .flatMap(
            headDim ->
                Stream.of(
                    input(1, 1, headDim, 1, 3), input(9, 4, headDim, 2, 6),
                    input(40, 3, headDim, 1, 16), input(7, 6, headDim, 6, 5)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void scanAgreesAndLeavesTheStateBeforeAsItIs(HeadScanInput input) {
    float[] before = values(input.heads() * input.headStates(), 5);
    float[] kept = before.clone();
    float[] expectedAfter = new float[before.length];
    float[] expected = new float[rows(input) * input.dInner()];
    plain.scan(input, before, expectedAfter, expected, 0, input.heads(), memory);
    float[] after = new float[before.length];
    float[] actual = new float[expected.length];
    int middle = input.heads() / 2; // shares, as members of a team have
    vector.scan(input, before, after, actual, middle, input.heads(), memory);
    vector.scan(input, before, after, actual, 0, middle, memory);
    assertThat(actual).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
    assertThat(after).usingComparatorWithPrecision(1e-4f).containsExactly(expectedAfter);
    assertThat(before).isEqualTo(kept);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void convolutionAgrees(HeadScanInput input) {
    int channels = input.stride();
    int stride = channels + 7;
    for (int taps : new int[] {1, 2, 4}) {
      ConvolutionInput convolution =
          new ConvolutionInput(
              ROW,
              input.n(),
              values(rows(input) * stride, 1),
              4,
              stride,
              values((taps - 1) * channels, 2),
              values(taps * channels, 3),
              values(channels, 4));
      float[] expected = new float[rows(input) * channels];
      plain.convolve(convolution, expected, Channels.all(channels));
      float[] actual = new float[expected.length];
      vector.convolve(convolution, actual, new Channels(0, channels / 2));
      vector.convolve(convolution, actual, new Channels(channels / 2, channels));
      assertThat(actual).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
    }
  }

  /** With one group Mamba-2 is Mamba-1 whose channels of a head share Δ and A. */
  @ParameterizedTest
  @MethodSource("inputs")
  void impactAndScanAreThoseOfMamba1OnTheSameRecurrence(HeadScanInput input) {
    if (input.groups() > 1) {
      return;
    }
    PlainKernels channelKernels = new PlainKernels();
    ScanInput same = asChannels(input);
    for (ImpactAggregation aggregation : ImpactAggregation.values()) {
      for (int horizon : new int[] {0, 30}) {
        float[] expected = new float[input.n()];
        channelKernels.impact(same, horizon, aggregation, expected, memory);
        float[] actual = new float[input.n()];
        plain.impact(input, horizon, aggregation, actual);
        for (int t = 0; t < input.n(); t++) {
          assertThat(actual[t]).isCloseTo(expected[t], within(1e-4f * expected[t] + 1e-12f));
        }
      }
    }
    float[] zeros = new float[input.heads() * input.headStates()];
    float[] expected = new float[rows(input) * input.dInner()];
    channelKernels.scan(same, zeros, zeros.clone(), expected, Channels.all(input.dInner()), memory);
    float[] actual = new float[expected.length];
    plain.scan(input, zeros, zeros.clone(), actual, 0, input.heads(), memory);
    assertThat(actual).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
  }

  private static ScanInput asChannels(HeadScanInput input) {
    int dInner = input.dInner();
    int states = 2 * input.dState();
    float[] u = new float[rows(input) * dInner];
    float[] delta = new float[u.length];
    float[] dbc = new float[rows(input) * states];
    float[] a2 = new float[input.dState() * dInner];
    float[] d = new float[dInner];
    for (int row = 0; row < rows(input); row++) {
      System.arraycopy(input.xbc(), row * input.stride(), u, row * dInner, dInner);
      System.arraycopy(input.xbc(), row * input.stride() + dInner, dbc, row * states, states);
      for (int c = 0; c < dInner; c++) {
        delta[row * dInner + c] = input.delta()[row * input.heads() + c / input.headDim()];
      }
    }
    for (int c = 0; c < dInner; c++) {
      d[c] = input.d()[c / input.headDim()];
      for (int s = 0; s < input.dState(); s++) {
        a2[s * dInner + c] = input.a2()[c / input.headDim()];
      }
    }
    return new ScanInput(ROW, input.n(), dInner, input.dState(), 0, u, delta, dbc, a2, d);
  }

  private static HeadScanInput input(int n, int heads, int headDim, int groups, int dState) {
    int rows = ROW + n;
    float[] delta = values(rows * heads, 11);
    float[] a2 = values(heads, 12);
    for (int i = 0; i < delta.length; i++) {
      delta[i] = Math.abs(delta[i]) / 4;
    }
    for (int i = 0; i < a2.length; i++) {
      a2[i] = -4 * Math.abs(a2[i]);
    }
    float[] xbc = values(rows * (heads * headDim + 2 * groups * dState), 13);
    return new HeadScanInput(
        ROW, n, heads, headDim, groups, dState, xbc, delta, a2, values(heads, 14));
  }

  private static int rows(HeadScanInput input) {
    return ROW + input.n();
  }

  private static float[] values(int count, long seed) {
    double[] drawn = new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) drawn[i];
    }
    return values;
  }
}
