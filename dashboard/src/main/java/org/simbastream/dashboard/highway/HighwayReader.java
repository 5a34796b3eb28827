package org.simbastream.dashboard.highway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.simbastream.dashboard.highway.Highways.Expected;
import org.simbastream.dashboard.highway.Highways.Stop;
import org.simbastream.dashboard.highway.Highways.Token;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.recall.Expectations;

/** Converts a forward pass's results by layer into results by token. */
final class HighwayReader {

  private final int layers;
  private final IntFunction<String> text;

  /**
   * Creates a reader.
   *
   * @param layers the model's
   * @param text a token's text, by its number
   */
  HighwayReader(int layers, IntFunction<String> text) {
    this.layers = layers;
    this.text = text;
  }

  /**
   * The tokens of one chunk.
   *
   * @param result with impact at every layer
   * @param ids (n): their numbers
   * @param chunk the chunk's number
   */
  List<Token> tokens(ChunkResult result, int[] ids, int chunk) {
    List<Token> tokens = new ArrayList<>(ids.length);
    for (int place = 0; place < ids.length; place++) {
      int depth = result.depth()[place];
      List<Float> impact = new ArrayList<>(depth);
      for (int layer = 0; layer < depth; layer++) {
        impact.add(impact(result, layer, place));
      }
      tokens.add(
          new Token(
              text.apply(ids[place]),
              ids[place],
              chunk,
              depth,
              impact,
              depth == 0 || depth == layers ? null : stop(result, depth - 1, place),
              expected(result.expectations(), place, ids[place])));
    }
    return tokens;
  }

  private Expected expected(Expectations expectations, int place, int id) {
    return expectations == null || expectations.sure()[place] < 0
        ? null
        : new Expected(
            text.apply(expectations.sure()[place]),
            expectations.sureTrust(place),
            !expectations.isRefuted(place, id));
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
