package org.simbastream.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both implementations compute, against the definitions in double precision. */
class KernelFormulasTest {

  private static final int CHANNELS = VectorMath.LANES + 3; // not a whole number of vectors

  private static final Channels ALL = Channels.all(CHANNELS);
  private static final KernelMemory MEMORY = new KernelMemory();

  static Stream<Kernels> kernels() {
    return Stream.of(new PlainKernels(), new VectorKernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void rmsNormDividesByTheRootOfTheMeanSquare(Kernels kernels) {
    float[] x = {9, 9, 3, -4, 12, 0, 9};
    float[] weight = {1, 2, -0.5f, 7};
    float[] y = new float[6];
    kernels.rmsNorm(x, 2, weight, 0.25f, y, 1);
    double root = Math.sqrt((9 + 16 + 144) / 4.0 + 0.25);
    double[] expected = {0, 3 / root, -8 / root, -6 / root, 0, 0};
    for (int i = 0; i < y.length; i++) {
      assertThat((double) y[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void rmsNormOfZerosIsZeroAndOfGreatValuesFinite(Kernels kernels) {
    float[] weight = {1, 1};
    float[] y = new float[4];
    kernels.rmsNorm(new float[] {0, 0, 1e30f, -1e30f}, 0, weight, 1e-5f, y, 0);
    kernels.rmsNorm(new float[] {0, 0, 1e30f, -1e30f}, 2, weight, 1e-5f, y, 2);
    assertThat(y).containsExactly(0, 0, 1, -1);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void logSumExpIsTheLogarithmOfTheSumOnEveryLength(Kernels kernels) {
    for (int length = 1; length <= 70; length++) {
      for (float center : new float[] {0, 80, -90, 1000, -1e5f}) {
        float[] x = new KernelInput(1, 1, 1, length).values(length + 2);
        x[0] = 1e9f; // outside
        x[length + 1] = 1e9f;
        double sum = 0;
        for (int i = 1; i <= length; i++) {
          x[i] = center + 8 * x[i];
          sum += Math.exp((double) x[i] - center);
        }
        double expected = center + Math.log(sum);
        assertThat((double) kernels.logSumExp(x, 1, length))
            .isCloseTo(expected, within(2e-6 + 1e-7 * Math.abs(expected)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void entropyIsTheExpectedSurprisalOnEveryLength(Kernels kernels) {
    for (int length = 1; length <= 70; length++) {
      float[] x = new KernelInput(1, 1, 1, length).values(length + 2);
      x[0] = 1e9f; // outside
      x[length + 1] = 1e9f;
      x[length] = length > 1 ? -1e9f : x[length]; // a token that is excluded
      double expected = 0;
      double logSum = kernels.logSumExp(x, 1, length);
      for (int i = 1; i <= length; i++) {
        double share = Math.exp(x[i] - logSum);
        expected += share == 0 ? 0 : share * (logSum - x[i]);
      }
      assertThat((double) kernels.entropy(x, 1, length, (float) logSum))
          .isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void impactIsWhatTheLastOutputLosesWithoutTheToken(Kernels kernels) {
    KernelInput input = new KernelInput(12, CHANNELS, 5, 3);
    ScanInput scan = input.scan(1e-2f, 0.3f);
    float[] max = new float[input.n];
    float[] mean = new float[input.n];
    kernels.impact(scan, 0, ImpactAggregation.MAX, max, MEMORY);
    kernels.impact(scan, 0, ImpactAggregation.MEAN, mean, MEMORY);
    float[] whole = lastOutput(kernels, input, scan);
    for (int token = 0; token < input.n; token++) {
      float[] without = lastOutput(kernels, input, withoutInput(scan, token));
      double greatest = 0;
      double sum = 0;
      for (int c = 0; c < CHANNELS; c++) {
        double term = Math.abs((double) whole[c] - without[c]);
        greatest = Math.max(greatest, term);
        sum += term;
      }
      assertThat((double) max[token]).isCloseTo(greatest, within(1e-5));
      assertThat((double) mean[token]).isCloseTo(sum / CHANNELS, within(1e-5));
      assertThat(greatest).isGreaterThan(1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void horizonWaitsAsManyMeanTimeStepsLonger(Kernels kernels) {
    float[] delta = {0.1f, 0.2f, 0.6f}; // (n = 3, dInner = 1), mean 0.3
    float[] dbc = {2, 3, -1, 3, 5, 3}; // (3, B and C), no raw time step
    ScanInput scan =
        new ScanInput(0, 3, 1, 1, 0, new float[] {1, 2, -1}, delta, dbc, new float[] {-2}, delta);
    float[] impact = new float[3];
    kernels.impact(scan, 10, ImpactAggregation.MAX, impact, MEMORY);
    double[] expected = {
      3 * Math.pow(2, -2 * (0.8 + 3)) * 0.1 * 2,
      3 * Math.pow(2, -2 * (0.6 + 3)) * 0.2 * 1 * 2,
      3 * Math.pow(2, -2 * 3.0) * 0.6 * 5
    };
    for (int i = 0; i < 3; i++) {
      assertThat((double) impact[i]).isCloseTo(expected[i], within(1e-6 * expected[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void underflowingImpactIsZero(Kernels kernels) {
    KernelInput input = new KernelInput(20, CHANNELS, 4, 5);
    ScanInput scan = input.scan(400, 1000);
    float[] impact = new float[input.n];
    kernels.impact(scan, 0, ImpactAggregation.MAX, impact, MEMORY);
    assertThat(impact[input.n - 1]).isPositive().isFinite();
    for (int i = 0; i < input.n - 1; i++) {
      assertThat(impact[i]).isZero();
    }
    kernels.impact(scan, 1, ImpactAggregation.MAX, impact, MEMORY);
    assertThat(impact).containsOnly(0f);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void extremeTimeStepsForgetAllOrNothingWithoutNaN(Kernels kernels) {
    KernelInput input = new KernelInput(6, CHANNELS, 3, 9);
    float[] before = input.values(input.dState * CHANNELS);
    float[] after = new float[before.length];
    kernels.scan(input.scan(1e-38f, 1e-37f), before, after, input.output(CHANNELS), ALL, MEMORY);
    assertThat(after).isEqualTo(before);

    ScanInput forgetful = input.scan(1e5f, 1e6f);
    float[] y = input.output(CHANNELS);
    kernels.scan(forgetful, before, after, y, ALL, MEMORY);
    int last = (forgetful.row() + input.n - 1) * CHANNELS;
    for (int i = 0; i < after.length; i++) {
      float delta = forgetful.delta()[last + i % CHANNELS];
      float u = forgetful.u()[last + i % CHANNELS];
      float b = forgetful.dbc()[forgetful.bAt(input.n - 1) + i / CHANNELS];
      assertThat(after[i]).isCloseTo(delta * u * b, within(1e-6f * Math.abs(delta * u * b)));
    }
    for (float value : y) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void positiveStatesSumWhatIsAboveZeroInTheHiddenStateAfterEachToken(Kernels kernels) {
    KernelInput input = new KernelInput(9, CHANNELS, 4, 11);
    ScanInput scan = input.scan(1e-2f, 0.5f);
    float[] before = input.values(input.dState * CHANNELS);
    float[] untouched = before.clone();
    float[] sums = new float[input.n];
    kernels.positiveStates(scan, before, sums, MEMORY);
    assertThat(before).isEqualTo(untouched);
    for (int t = 0; t < input.n; t++) {
      double expected = 0;
      for (float value : stateAfter(kernels, scan, t + 1, before)) {
        expected += Math.max(0, value);
      }
      assertThat((double) sums[t]).isCloseTo(expected, within(1e-5 * expected));
      assertThat(expected).isPositive();
    }
  }

  /** The hidden state (dState, dInner) after the chunk's first tokens. */
  private static float[] stateAfter(Kernels kernels, ScanInput scan, int tokens, float[] before) {
    ScanInput cut =
        new ScanInput(
            scan.row(),
            tokens,
            scan.dInner(),
            scan.dState(),
            scan.dtRank(),
            scan.u(),
            scan.delta(),
            scan.dbc(),
            scan.a2(),
            scan.d());
    float[] after = new float[before.length];
    kernels.scan(cut, before, after, new float[scan.u().length], ALL, MEMORY);
    return after;
  }

  private static float[] lastOutput(Kernels kernels, KernelInput input, ScanInput scan) {
    float[] y = input.output(CHANNELS);
    int states = input.dState * CHANNELS;
    kernels.scan(scan, new float[states], new float[states], y, ALL, MEMORY);
    float[] last = new float[CHANNELS];
    System.arraycopy(y, (scan.row() + input.n - 1) * CHANNELS, last, 0, CHANNELS);
    return last;
  }

  /** The same chunk with a token that puts nothing into the hidden state. */
  private static ScanInput withoutInput(ScanInput scan, int token) {
    float[] dbc = scan.dbc().clone();
    for (int s = 0; s < scan.dState(); s++) {
      dbc[scan.bAt(token) + s] = 0;
    }
    return new ScanInput(
        scan.row(),
        scan.n(),
        scan.dInner(),
        scan.dState(),
        scan.dtRank(),
        scan.u(),
        scan.delta(),
        dbc,
        scan.a2(),
        scan.d());
  }
}
