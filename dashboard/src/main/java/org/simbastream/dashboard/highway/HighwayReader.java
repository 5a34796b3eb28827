package org.simbastream.dashboard.highway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.simbastream.dashboard.highway.Highways.Stop;
import org.simbastream.dashboard.highway.Highways.Token;
import org.simbastream.model.mamba.ChunkResult;

/** Converts a forward pass's results by layer into results by token. */
final class HighwayReader {

  private final int layers;

  HighwayReader(int layers) {
    this.layers = layers;
  }

  /**
   * The tokens of one chunk.
   *
   * @param result with impact at every layer
   * @param ids (n): their numbers
   * @param texts (n): their texts
   * @param chunk the chunk's number
   */
  List<Token> tokens(ChunkResult result, int[] ids, String[] texts, int chunk) {
    List<Token> tokens = new ArrayList<>(ids.length);
    for (int place = 0; place < ids.length; place++) {
      int depth = result.depth()[place];
      List<Float> impact = new ArrayList<>(depth);
      for (int layer = 0; layer < depth; layer++) {
        impact.add(impact(result, layer, place));
      }
      tokens.add(
          new Token(
              texts[place],
              ids[place],
              chunk,
              depth,
              impact,
              depth == layers ? null : stop(result, depth - 1, place)));
    }
    return tokens;
  }

  /** Why no layer above {@code layer} read a token. */
  private static Stop stop(ChunkResult result, int layer, int place) {
    int[] seen = result.kept()[layer];
    int[] climbed = result.kept()[layer + 1];
    Float least = null;
    for (int i = 0; i < climbed.length - 1; i++) { // the last token is kept whatever its impact
      float impact = impact(result, layer, climbed[i]);
      least = least == null ? (Float) impact : (Float) Math.min(least, impact);
    }
    return new Stop(impact(result, layer, place), least, seen.length, climbed.length);
  }

  private static float impact(ChunkResult result, int layer, int place) {
    int index = Arrays.binarySearch(result.kept()[layer], place);
    float impact = index < 0 ? 0 : result.impact()[layer][index];
    return Float.isFinite(impact) ? impact : 0;
  }
}
