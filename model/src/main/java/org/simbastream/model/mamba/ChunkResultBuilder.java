package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.simba.SimbaSettings;

/** Builds a chunk's result during a forward pass. */
final class ChunkResultBuilder {

  private final MambaConfiguration model;
  private final SimbaSettings pruning;
  private final int[] tokens; // (n)
  private final int[][] kept; // by layer
  private final float[][] impact; // by layer, null where nothing was scored
  private final int[] depth; // (n)
  private float[] surprisal; // (n), or null
  private float[] expected; // (n): a reader's, or null
  private float[] topSurprisal; // (n), or null
  private final float[] latestScores; // (n): what a token was last scored, at whatever layer
  private float[] lastLogits; // (vocabSize), or null
  private Expectations expectations; // a reader's, or null
  private long scoredTokens;
  private long readoutRows;
  private long headRows;

  ChunkResultBuilder(int[] tokens, MambaConfiguration model, SimbaSettings pruning) {
    this.model = model;
    this.pruning = pruning;
    this.tokens = tokens;
    this.kept = new int[model.layers()][];
    this.impact = new float[model.layers()][];
    this.depth = new int[tokens.length];
    this.latestScores = new float[tokens.length];
  }

  SimbaSettings pruning() {
    return pruning;
  }

  int[] tokens() {
    return tokens;
  }

  void seen(int layer, int[] positions) {
    kept[layer] = positions;
    for (int position : positions) {
      depth[position]++;
    }
  }

  /** How many tokens entered layer 0. */
  int read() {
    return kept[0].length;
  }

  void scored(int layer, float[] scores) {
    impact[layer] = scores;
    scoredTokens += scores.length;
    for (int i = 0; i < scores.length; i++) {
      latestScores[kept[layer][i]] = scores[i];
    }
  }

  float[] latestScores() {
    return latestScores;
  }

  /** Surprisal (n) as it is so far, null if there is none yet. */
  float[] surprisal() {
    return surprisal;
  }

  void surprisal(float[] values, int rows) {
    surprisal = values;
    readoutRows = rows;
  }

  void surprisal(float[] values, float[] expectedValues, int rows) {
    surprisal(values, rows);
    expected = expectedValues;
  }

  void topSurprisal(float[] values, int rows) {
    topSurprisal = values;
    headRows += rows;
  }

  void lastLogits(float[] values) {
    lastLogits = values;
    headRows++;
  }

  void expectations(Expectations values) {
    expectations = values;
  }

  ChunkResult result() {
    return new ChunkResult(
        kept, depth, surprisal, expected, topSurprisal, impact, lastLogits, expectations, work());
  }

  private OpCounts work() {
    long[] tokensByLayer = new long[kept.length];
    for (int layer = 0; layer < kept.length; layer++) {
      tokensByLayer[layer] = kept[layer].length;
    }
    BlockOpCounts block = BlockOpCounts.of(model);
    long head = (long) model.dModel() * model.vocabSize();
    return new OpCounts(
        tokens.length,
        tokensByLayer,
        tokens.length * model.layers() * block.token(),
        scoredTokens * block.scoring(),
        readoutRows * head,
        headRows * head);
  }
}
