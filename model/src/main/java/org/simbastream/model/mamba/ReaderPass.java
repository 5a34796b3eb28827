package org.simbastream.model.mamba;

import java.util.Arrays;
import java.util.List;
import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.ReaderState;
import org.simbastream.model.recall.RecallState;

/**
 * The part of a forward pass that is particular to a reader: which tokens of a bundle are read,
 * what they enter with, and what every token costs: what the gate's decision cost, and for a token
 * that was not surely expected the model's surprisal besides. The two are a code for every token,
 * as a text compressor's escapes are.
 */
final class ReaderPass {

  private final MambaConfiguration model;
  private final ReaderWeights weights;
  private final ReaderEntry entry;
  private final ReaderReadout readout;
  private ReaderState[] memories = {}; // by chunk, read once: a disk backend deserializes it
  private Gate.Result[] known = {}; // by chunk
  private int[] queryStarts = {}; // by chunk: its first row in the entry's queries

  ReaderPass(MambaConfiguration model, MambaWeights weights, Kernels kernels, ParallelOps shared) {
    this.model = model;
    this.weights = weights.reader();
    this.entry = new ReaderEntry(model, weights, shared);
    this.readout = new ReaderReadout(model, weights, kernels, shared);
  }

  /** Asks the gate what of a bundle is read. */
  BundleRows choose(List<int[]> chunks, HiddenStates states) {
    memories = new ReaderState[chunks.size()];
    known = new Gate.Result[chunks.size()];
    queryStarts = new int[chunks.size()];
    int[][] read = new int[chunks.size()][];
    int reads = 0;
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      memories[chunk] = states.recall(chunk).reader();
      known[chunk] = weights.gate().read(chunks.get(chunk), memories[chunk].gate());
      read[chunk] = known[chunk].expectations().read();
      queryStarts[chunk] = reads;
      reads += read[chunk].length;
    }
    entry.reserve(reads);
    return new BundleRows(chunks, read);
  }

  /** Writes what the read tokens enter with into the residual stream. */
  void enter(List<int[]> chunks, BundleRows rows, HiddenStates states, float[] residual) {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      ReaderState after =
          entry.enter(
              chunks.get(chunk),
              residual,
              rows.start(chunk),
              queryStarts[chunk],
              memories[chunk],
              known[chunk]);
      states.putRecall(chunk, RecallState.of(after));
    }
  }

  /** What the gate expected of a chunk of the bundle. */
  Expectations expectations(int chunk) {
    return known[chunk].expectations();
  }

  /** The cost of every token by the early readout, from the residual at the exit layer. */
  void surprisal(
      float[] residual,
      BundleRows rows,
      List<int[]> chunks,
      HiddenStates states,
      List<ChunkResultBuilder> progress) {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      int[] tokens = chunks.get(chunk);
      int[] read = expectations(chunk).read();
      float[] costs = gateCosts(chunk, tokens);
      float[] expected = expectedGateCosts(chunk, tokens.length);
      int asked = 0;
      for (int i = 0; i < read.length; i++) {
        if (expectations(chunk).sure()[read[i]] != tokens[read[i]]) {
          float[] before = i == 0 ? states.exitResidual(chunk) : residual;
          int at = i == 0 ? 0 : (rows.start(chunk) + read[i - 1]) * model.dModel();
          asked += ask(weights.early(), before, at, chunk, i, tokens, costs, expected);
        }
      }
      progress.get(chunk).surprisal(costs, expected, asked);
      if (read.length > 0) {
        int last = (rows.start(chunk) + read[read.length - 1]) * model.dModel();
        states.putExitResidual(chunk, Arrays.copyOfRange(residual, last, last + model.dModel()));
      }
    }
    readout.flush(weights.early());
  }

  /** The same from the head above the last layer; NaN where the read token before was pruned. */
  void topSurprisal(
      float[] residual, BundleRows rows, HiddenStates states, List<ChunkResultBuilder> progress) {
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int[] tokens = progress.get(chunk).tokens();
      int[] read = expectations(chunk).read();
      float[] costs = gateCosts(chunk, tokens);
      int asked = 0;
      for (int i = 0; i < read.length; i++) {
        if (expectations(chunk).sure()[read[i]] != tokens[read[i]]) {
          boolean reached = i == 0 || Arrays.binarySearch(rows.positions(chunk), read[i - 1]) >= 0;
          float[] before = i == 0 ? states.topResidual(chunk) : reached ? residual : null;
          int at = i == 0 ? 0 : (rows.start(chunk) + read[i - 1]) * model.dModel();
          asked += ask(weights.top(), before, at, chunk, i, tokens, costs, null);
        }
      }
      progress.get(chunk).topSurprisal(costs, asked);
    }
    readout.flush(weights.top());
  }

  /** Log-probabilities of each stream's next token, from what its gate and the model expect. */
  void lastLogits(
      float[] residual, BundleRows rows, HiddenStates states, List<ChunkResultBuilder> progress) {
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int[] read = expectations(chunk).read();
      ReaderState after = states.recall(chunk).reader();
      Expectations next = weights.gate().expect(after.gate());
      float[] query = entry.ahead(next, after);
      float[] before =
          read.length == 0
              ? states.topResidual(chunk)
              : row(residual, rows.start(chunk) + read[read.length - 1]);
      if (before == null) {
        throw new IllegalStateException(
            "the residual of the last token that was read is not stored: logits need a stream that"
                + " is read in one chunk, or a memory that stores it");
      }
      progress.get(chunk).lastLogits(readout.distribution(weights.top(), before, query, next));
    }
  }

  private float[] row(float[] residual, int row) {
    return Arrays.copyOfRange(residual, row * model.dModel(), (row + 1) * model.dModel());
  }

  private float[] gateCosts(int chunk, int[] tokens) {
    float[] costs = new float[tokens.length]; // (n)
    for (int place = 0; place < tokens.length; place++) {
      costs[place] = (float) expectations(chunk).cost(place, tokens[place]);
    }
    return costs;
  }

  private float[] expectedGateCosts(int chunk, int length) {
    float[] costs = new float[length]; // (n)
    for (int place = 0; place < length; place++) {
      costs[place] = (float) expectations(chunk).expectedCost(place);
    }
    return costs;
  }

  /** Asks for a read token's surprisal; returns how many rows that takes. */
  private int ask(
      ReaderWeights.Prediction prediction,
      float[] before,
      int at,
      int chunk,
      int read,
      int[] tokens,
      float[] costs,
      float[] expected) {
    int place = expectations(chunk).read()[read];
    if (before == null) {
      costs[place] = Float.NaN;
      if (expected != null) {
        expected[place] = Float.NaN;
      }
      return 0;
    }
    int query = (queryStarts[chunk] + read) * model.dModel();
    readout.add(
        prediction,
        before,
        at,
        entry.queries(),
        query,
        expectations(chunk),
        place,
        tokens[place],
        costs,
        expected);
    return 1;
  }
}
