package org.simbastream.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.simbastream.kernels.VectorMath.LANES;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Vector API's kernels against the plain formulas, and that both write only their own rows. */
class VectorKernelsTest {

  private final Kernels plain = new PlainKernels();
  private final Kernels vector = new VectorKernels();
  private final KernelMemory memory = new KernelMemory();

  static Stream<KernelInput> inputs() {
    return IntStream.of(1, LANES - 1, LANES, LANES + 1, 2 * LANES - 1, 2 * LANES, 3 * LANES + 5)
        .boxed()
        .flatMap(
            dInner ->
                Stream.of(
                    new KernelInput(1, dInner, 1, dInner),
                    new KernelInput(2, dInner, 5, dInner),
                    new KernelInput(33, dInner, 16, dInner)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void convolutionAgrees(KernelInput input) {
    for (int taps : new int[] {1, 2, 4}) {
      float[] xz = input.values(input.rows() * 2 * input.dInner);
      float[] window = input.values((taps - 1) * input.dInner);
      float[] weight = input.values(taps * input.dInner);
      float[] bias = input.values(input.dInner);
      float[] expected = input.output(input.dInner);
      plain.convolve(
          xz, KernelInput.ROWS_BEFORE, input.n, window, weight, bias, expected, input.channels());
      float[] actual = input.output(input.dInner);
      vector.convolve(
          xz, KernelInput.ROWS_BEFORE, input.n, window, weight, bias, actual, input.channels());
      assertAgrees(input, actual, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void scanAgreesAndLeavesTheStateBeforeAsItIs(KernelInput input) {
    ScanInput scan = input.scan(1e-4f, 2);
    float[] before = input.values(input.dState * input.dInner);
    float[] kept = before.clone();
    float[] expectedAfter = new float[before.length];
    float[] expected = input.output(input.dInner);
    plain.scan(scan, before, expectedAfter, expected, input.channels(), memory);
    float[] after = new float[before.length];
    float[] actual = input.output(input.dInner);
    vector.scan(scan, before, after, actual, input.channels(), memory);
    assertAgrees(input, actual, expected);
    assertClose(after, expectedAfter);
    assertThat(before).isEqualTo(kept);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void positiveStatesAgree(KernelInput input) {
    ScanInput scan = input.scan(1e-4f, 2);
    float[] before = input.values(input.dState * input.dInner);
    float[] expected = new float[input.n];
    plain.positiveStates(scan, before, expected, memory);
    float[] actual = new float[input.n];
    vector.positiveStates(scan, before, actual, memory);
    assertClose(actual, expected);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void gateAgrees(KernelInput input) {
    float[] xz = input.values(input.rows() * 2 * input.dInner);
    float[] expected = input.values(input.rows() * input.dInner);
    float[] given = expected.clone();
    float[] actual = expected.clone();
    plain.gate(xz, KernelInput.ROWS_BEFORE, input.n, input.dInner, expected);
    vector.gate(xz, KernelInput.ROWS_BEFORE, input.n, input.dInner, actual);
    assertClose(actual, expected);
    int first = KernelInput.ROWS_BEFORE * input.dInner;
    assertThat(Arrays.copyOf(actual, first)).isEqualTo(Arrays.copyOf(given, first));
    int end = first + input.n * input.dInner;
    assertThat(Arrays.copyOfRange(actual, end, actual.length))
        .isEqualTo(Arrays.copyOfRange(given, end, given.length));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void impactAgreesForEveryAggregationAndHorizon(KernelInput input) {
    ScanInput scan = input.scan(1e-3f, 0.3f);
    for (ImpactAggregation aggregation : ImpactAggregation.values()) {
      for (int horizon : new int[] {0, 1, 256}) {
        float[] expected = new float[input.n];
        plain.impact(scan, horizon, aggregation, expected, memory);
        float[] actual = new float[input.n];
        vector.impact(scan, horizon, aggregation, actual, memory);
        assertThat(expected[input.n - 1]).isPositive();
        for (int i = 0; i < input.n; i++) {
          assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f * expected[i] + 1e-30f));
        }
      }
    }
  }

  @Test
  void softplusAgreesOnEveryLength() {
    for (int length = 0; length <= 3 * LANES + 1; length++) {
      float[] expected = new KernelInput(1, 1, 1, length).values(length + 5);
      float[] given = expected.clone();
      float[] actual = expected.clone();
      plain.softplus(expected, 2, length);
      vector.softplus(actual, 2, length);
      assertClose(actual, expected);
      for (int outside : new int[] {0, 1, length + 2, length + 3, length + 4}) {
        assertThat(actual[outside]).isEqualTo(given[outside]);
      }
    }
  }

  @Test
  void channelIsTheSameToTheLastBitWhateverTheOthersHold() {
    KernelInput input = new KernelInput(9, 2 * LANES + 3, 4, 1);
    ScanInput scan = input.scan(1e-3f, 1);
    float[] before = new float[input.dState * input.dInner];
    float[] after = new float[before.length];
    float[] y = input.output(input.dInner);
    vector.scan(scan, before, after, y, input.channels(), memory);
    float[] changed = scan.u().clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] *= i % input.dInner == LANES ? 1 : 100;
    }
    float[] other = input.output(input.dInner);
    vector.scan(
        new ScanInput(
            scan.row(),
            scan.n(),
            scan.dInner(),
            scan.dState(),
            scan.dtRank(),
            changed,
            scan.delta(),
            scan.dbc(),
            scan.a2(),
            scan.d()),
        before,
        after,
        other,
        input.channels(),
        memory);
    assertThat(other).isNotEqualTo(y);
    for (int i = LANES; i < y.length; i += input.dInner) {
      assertThat(other[i]).isEqualTo(y[i]);
    }
  }

  /** Compares outputs (rows, dInner): the chunk's rows agree, others' rows are as they were. */
  private static void assertAgrees(KernelInput input, float[] actual, float[] expected) {
    int first = KernelInput.ROWS_BEFORE * input.dInner;
    int end = first + input.n * input.dInner;
    for (int i = 0; i < actual.length; i++) {
      boolean others = i < first || i >= end;
      assertThat(actual[i] == KernelInput.UNTOUCHED).as("value %d untouched", i).isEqualTo(others);
    }
    assertClose(actual, expected);
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float size = 0;
    for (float value : expected) {
      size = value == KernelInput.UNTOUCHED ? size : Math.max(size, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      float tolerance = 1e-5f * Math.abs(expected[i]) + 1e-6f * size; // the latter for cancellation
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
