package org.simbastream.benchmarks.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.simbastream.benchmarks.job.LogRecords.LogRecord;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.model.mamba.BundleMemory;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.operators.settings.OperatorSettings;

/**
 * The model alone, as a job with these options would use it: as many threads as the job has
 * subtasks, full bundles, the same outputs, states in memory.
 */
final class BareModel implements AutoCloseable {

  private final OperatorSettings settings;
  private final int threads;
  private final MambaModel model;
  private final List<int[]> chunks = new ArrayList<>(); // (chunks, tokens)
  private final ExecutorService pool;

  BareModel(SimbaConfiguration configuration, int threads) {
    this.settings = SimbaJob.settings(configuration);
    this.threads = threads;
    this.model = MambaModel.load(Path.of(settings.model()));
    int tokens = settings.chunk().tokens();
    for (LogRecord record : LogRecords.ofTokens(tokens)) {
      if (chunks.size() * tokens < settings.bundle().tokens()) {
        chunks.add(record.tokens());
      }
    }
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Tokens per second of all threads together, measured for {@code duration}. */
  double tokensPerSecond(Duration duration) {
    List<Callable<Double>> readers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      readers.add(() -> read(duration));
    }
    double sum = 0;
    try {
      for (Future<Double> reader : pool.invokeAll(readers)) {
        sum += reader.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the model failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    return sum;
  }

  private double read(Duration duration) {
    Outputs outputs = settings.outputs(model.configuration());
    BundleMemory memory = BundleMemory.start(chunks.size(), model.configuration().layers());
    try (ForwardPass pass = model.newForwardPass(settings.pruning())) {
      long start = System.nanoTime();
      long tokens = 0;
      while (System.nanoTime() - start < duration.toNanos()) {
        pass.run(chunks, memory, outputs);
        tokens += (long) chunks.size() * chunks.get(0).length;
      }
      return tokens / ((System.nanoTime() - start) / 1e9);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    model.close();
  }
}
