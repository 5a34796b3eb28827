package org.simbastream.model.mamba;

import java.util.Arrays;
import java.util.List;

/**
 * Which rows of a layer's matrices belong to which chunk of a bundle: the chunks' kept tokens, one
 * chunk after the other. Shrinks from layer to layer.
 */
final class BundleRows {

  private final int[] starts; // (chunks): a chunk's first token among all tokens of the bundle
  private final int[][] positions; // by chunk: places of the tokens that this layer sees
  private final int tokens;

  /** Of a model that reads every token. */
  BundleRows(List<int[]> chunks) {
    this(chunks, all(chunks));
  }

  /** Of a model that reads some tokens of each chunk, by their places, ascending. */
  BundleRows(List<int[]> chunks, int[][] read) {
    this.starts = new int[chunks.size()];
    this.positions = read;
    int start = 0;
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      starts[chunk] = start;
      start = Math.addExact(start, chunks.get(chunk).length);
    }
    this.tokens = start;
  }

  private static int[][] all(List<int[]> chunks) {
    int[][] all = new int[chunks.size()][];
    for (int chunk = 0; chunk < all.length; chunk++) {
      all[chunk] = new int[chunks.get(chunk).length];
      Arrays.setAll(all[chunk], i -> i);
    }
    return all;
  }

  int chunks() {
    return starts.length;
  }

  /** Tokens in the whole bundle, pruned ones included. */
  int tokens() {
    return tokens;
  }

  /** Rows of this layer. */
  int rows() {
    int rows = 0;
    for (int[] kept : positions) {
      rows += kept.length;
    }
    return rows;
  }

  /** By row of this layer: its token among all tokens of the bundle. */
  int[] tokensOfRows() {
    int[] tokensOfRows = new int[rows()];
    int row = 0;
    for (int chunk = 0; chunk < positions.length; chunk++) {
      for (int position : positions[chunk]) {
        tokensOfRows[row++] = starts[chunk] + position;
      }
    }
    return tokensOfRows;
  }

  /** By chunk: its first row at this layer. */
  int[] firstRows() {
    int[] firstRows = new int[positions.length];
    for (int chunk = 1; chunk < positions.length; chunk++) {
      firstRows[chunk] = firstRows[chunk - 1] + positions[chunk - 1].length;
    }
    return firstRows;
  }

  /** A chunk's first token among all tokens of the bundle. */
  int start(int chunk) {
    return starts[chunk];
  }

  /** Places within a chunk of the tokens that this layer sees. */
  int[] positions(int chunk) {
    return positions[chunk];
  }

  /** Sets the tokens of a chunk at the next layer, by their places in the chunk, ascending. */
  void place(int chunk, int[] places) {
    positions[chunk] = places;
  }

  /** Sets the tokens of a chunk at the next layer, by their indices among its present tokens. */
  void keep(int chunk, int[] indices) {
    int[] kept = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      kept[i] = positions[chunk][indices[i]];
    }
    positions[chunk] = kept;
  }
}
