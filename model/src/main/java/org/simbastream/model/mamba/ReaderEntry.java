package org.simbastream.model.mamba;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Linear.Rows;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.ReaderState;

/**
 * Makes what a read token enters layer 0 with, and what its prediction knows besides the residual:
 * the trace of the tokens that were skipped before it, how many they were, what had been expected
 * in its place, and what each source of the gate expects.
 */
final class ReaderEntry {

  private final MambaConfiguration model;
  private final FloatBuffer embedding; // (vocabSize, dModel)
  private final ReaderWeights weights;
  private final ParallelOps shared;
  private final float[] word; // (dModel)
  private float[] queries = {}; // (read tokens of the bundle, dModel)
  private float[] traces = {}; // (read tokens of the chunk, dModel)
  private float[] others = {}; // (read tokens of the chunk, dModel): another input of a product
  private float[] products = {}; // (read tokens of the chunk, dModel)
  private int[] gaps = {}; // (read tokens of the chunk): how many were skipped before each

  ReaderEntry(MambaConfiguration model, MambaWeights weights, ParallelOps shared) {
    this.model = model;
    this.embedding = weights.embedding();
    this.weights = weights.reader();
    this.shared = shared;
    this.word = new float[model.dModel()];
  }

  /** What predictions know besides the residual: (read tokens of the bundle, dModel). */
  float[] queries() {
    return queries;
  }

  /** Makes room for a bundle in which so many tokens are read. */
  void reserve(int reads) {
    if (queries.length < reads * model.dModel()) {
      queries = new float[Math.multiplyExact(reads, model.dModel())];
    }
  }

  /**
   * Enters a chunk.
   *
   * @param tokens (n): the chunk's
   * @param residual (tokens of the bundle, dModel): the rows of the tokens that are read are
   *     written
   * @param start the chunk's first row there
   * @param query the chunk's first row in {@link #queries}
   * @param before the stream's state before the chunk
   * @param after the gate's result for the chunk
   * @return the stream's state after it
   */
  ReaderState enter(
      int[] tokens, float[] residual, int start, int query, ReaderState before, Gate.Result after) {
    Expectations known = after.expectations();
    int reads = known.read().length;
    reserveChunk(reads);
    ReaderState left = trace(tokens, known, before, after);
    for (int i = 0; i < reads; i++) {
      int place = known.read()[i];
      int gap = Math.min(bits(gaps[i]), ReaderWeights.GAPS - 1) * model.dModel();
      get(tokens[place], residual, (start + place) * model.dModel());
      plus(weights.between(), gap, residual, (start + place) * model.dModel());
      System.arraycopy(
          weights.between(), gap, queries, (query + i) * model.dModel(), model.dModel());
    }
    multiply(weights.traceIn(), traces, reads);
    addToEntries(known, residual, start);
    multiply(weights.traceOut(), traces, reads);
    addToQueries(reads, query);
    expectedInstead(known);
    multiply(weights.sureIn(), others, reads);
    addToEntries(known, residual, start);
    candidates(known);
    multiply(weights.candidatesOut(), others, reads);
    addToQueries(reads, query);
    return left;
  }

  /** What the prediction of a stream's next token knows besides the residual: (dModel). */
  float[] ahead(Expectations next, ReaderState state) {
    int dModel = model.dModel();
    reserveChunk(1);
    float scale = 1 / (float) Math.sqrt(state.skipped() + 1);
    float[] sum = Arrays.copyOf(state.trace(), dModel);
    for (int i = 0; i < dModel; i++) {
      traces[i] = sum[i] * scale;
    }
    int gap = Math.min(bits(state.skipped()), ReaderWeights.GAPS - 1) * dModel;
    float[] query = Arrays.copyOfRange(weights.between(), gap, gap + dModel);
    multiply(weights.traceOut(), traces, 1);
    plus(products, 0, query, 0);
    candidates(next);
    multiply(weights.candidatesOut(), others, 1);
    plus(products, 0, query, 0);
    return query;
  }

  private void reserveChunk(int reads) {
    if (gaps.length < reads) {
      gaps = new int[reads];
      traces = new float[Math.multiplyExact(reads, model.dModel())];
      others = new float[traces.length];
      products = new float[traces.length];
    }
  }

  /** The trace before each read token, over the root of one more than its tokens. */
  private ReaderState trace(
      int[] tokens, Expectations known, ReaderState before, Gate.Result after) {
    float[] sum = Arrays.copyOf(before.trace(), model.dModel());
    int skipped = before.skipped();
    int read = 0;
    for (int place = 0; place < tokens.length; place++) {
      if (read < known.read().length && known.read()[read] == place) {
        float scale = 1 / (float) Math.sqrt(skipped + 1);
        for (int i = 0; i < sum.length; i++) {
          traces[read * sum.length + i] = sum[i] * scale;
        }
        gaps[read++] = skipped;
        Arrays.fill(sum, 0);
        skipped = 0;
      } else {
        get(tokens[place], word, 0);
        plus(word, 0, sum, 0);
        skipped++;
      }
    }
    return new ReaderState(after.after(), skipped == 0 ? new float[0] : sum, skipped);
  }

  /** The embeddings of what was surely expected in the place of each read token. */
  private void expectedInstead(Expectations known) {
    int dModel = model.dModel();
    for (int i = 0; i < known.read().length; i++) {
      int sure = known.sure()[known.read()[i]];
      if (sure >= 0) {
        get(sure, others, i * dModel);
      } else {
        Arrays.fill(others, i * dModel, (i + 1) * dModel, 0);
      }
    }
  }

  /** The weighted sums of the embeddings of what the sources expect in the place of each. */
  private void candidates(Expectations known) {
    int dModel = model.dModel();
    Arrays.fill(others, 0, known.read().length * dModel, 0);
    for (int i = 0; i < known.read().length; i++) {
      for (int source = 0; source < Gate.SOURCES; source++) {
        int at = known.read()[i] * Gate.SOURCES + source;
        if (known.candidates()[at] >= 0) {
          get(known.candidates()[at], word, 0);
          int weight = (source * Gate.LEVELS + known.levels()[at]) * dModel;
          for (int j = 0; j < dModel; j++) {
            others[i * dModel + j] += weights.certainty()[weight + j] * word[j];
          }
        }
      }
    }
  }

  private void multiply(Linear linear, float[] input, int reads) {
    if (reads > 0) {
      shared.multiply(linear, new Rows(input, 0, model.dModel()), reads, products);
    }
  }

  private void addToEntries(Expectations known, float[] residual, int start) {
    for (int i = 0; i < known.read().length; i++) {
      plus(products, i * model.dModel(), residual, (start + known.read()[i]) * model.dModel());
    }
  }

  private void addToQueries(int reads, int query) {
    for (int i = 0; i < reads; i++) {
      plus(products, i * model.dModel(), queries, (query + i) * model.dModel());
    }
  }

  private void get(int token, float[] to, int at) {
    embedding.get(token * model.dModel(), to, at, model.dModel());
  }

  private void plus(float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < model.dModel(); i++) {
      to[toAt + i] += from[fromAt + i];
    }
  }

  /** 0 for 0, 1 for 1, 2 for 2 to 3, 3 for 4 to 7, … */
  private static int bits(int gap) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(gap);
  }
}
