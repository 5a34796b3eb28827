package org.simbastream.benchmarks.kernel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.kernels.Channels;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.kernels.KernelMemory;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.PlainKernels;
import org.simbastream.kernels.ScanInput;
import org.simbastream.kernels.VectorKernels;

/** Nanoseconds per token and layer of everything that is not a product. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(KernelBenchmark.TOKENS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {

  /** Tokens of the chunk. */
  public static final int TOKENS = 256;

  /** The model's shape. */
  @Param({"S", "T"})
  public Shape shape;

  /** Which implementation. */
  @Param({"vector", "plain"})
  public String kernels;

  private final SplittableRandom random = new SplittableRandom(1);
  private final KernelMemory memory = new KernelMemory();
  private Kernels implementation;
  private Channels channels;
  private ScanInput scan;
  private float[] residual; // (TOKENS, dModel)
  private float[] normed; // (TOKENS, dModel)
  private float[] norm; // (dModel)
  private float[] xz; // (TOKENS, 2 dInner)
  private float[] window; // (dConv - 1, dInner)
  private float[] taps; // (dConv, dInner)
  private float[] bias; // (dInner)
  private float[] u; // (TOKENS, dInner)
  private float[] y; // (TOKENS, dInner)
  private float[] raw; // (TOKENS, dInner)
  private float[] before; // (dState, dInner)
  private float[] after; // (dState, dInner)
  private float[] scores; // (TOKENS)

  /** Makes a chunk. */
  @Setup
  public void prepare() {
    implementation = kernels.equals("vector") ? new VectorKernels() : new PlainKernels();
    int dInner = shape.dInner();
    channels = Channels.all(dInner);
    residual = uniform(TOKENS * shape.dModel(), -1, 1);
    normed = new float[residual.length];
    norm = uniform(shape.dModel(), 0.5, 1.5);
    xz = uniform(TOKENS * 2 * dInner, -2, 2);
    window = uniform((shape.dConv() - 1) * dInner, -2, 2);
    taps = uniform(shape.dConv() * dInner, -0.5, 0.5);
    bias = uniform(dInner, -0.1, 0.1);
    u = uniform(TOKENS * dInner, -1, 1);
    y = new float[u.length];
    raw = uniform(u.length, -6, 0);
    before = uniform(shape.dState() * dInner, -1, 1);
    after = new float[before.length];
    scores = new float[TOKENS];
    float[] a2 = new float[before.length];
    for (int i = 0; i < a2.length; i++) {
      a2[i] = (float) (-(1 + i / dInner) / Math.log(2));
    }
    float[] dbc = uniform(TOKENS * (shape.dtRank() + 2 * shape.dState()), -1, 1);
    float[] delta = uniform(u.length, 0.001, 0.1);
    scan =
        new ScanInput(0, TOKENS, dInner, shape.dState(), shape.dtRank(), u, delta, dbc, a2, bias);
  }

  /** The norm before a block. */
  @Benchmark
  public float[] rmsNorm() {
    int dModel = shape.dModel();
    for (int row = 0; row < TOKENS; row++) {
      implementation.rmsNorm(residual, row * dModel, norm, 1e-5f, normed, row * dModel);
    }
    return normed;
  }

  /** Convolution and SiLU. */
  @Benchmark
  public float[] convolution() {
    implementation.convolve(xz, 0, TOKENS, window, taps, bias, u, channels);
    return u;
  }

  /** The time step's softplus, of ever other values. */
  @Benchmark
  public float[] softplus() {
    implementation.softplus(raw, 0, raw.length);
    return raw;
  }

  /** The selective scan. */
  @Benchmark
  public float[] scan() {
    implementation.scan(scan, before, after, y, channels, memory);
    return y;
  }

  /** The gate. */
  @Benchmark
  public float[] gate() {
    implementation.gate(xz, 0, TOKENS, shape.dInner(), y);
    return y;
  }

  /** Simba's impact. */
  @Benchmark
  public float[] impact() {
    implementation.impact(scan, 0, ImpactAggregation.MAX, scores, memory);
    return scores;
  }

  private float[] uniform(int count, double from, double to) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (from + random.nextDouble() * (to - from));
    }
    return values;
  }
}
