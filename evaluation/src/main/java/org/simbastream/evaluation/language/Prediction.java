package org.simbastream.evaluation.language;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.surprisal.SurprisalReader;
import org.simbastream.evaluation.surprisal.SurprisalStream;
import org.simbastream.evaluation.surprisal.TokenSurprisals;

/**
 * The surprisals of a whole text, read as one stream from an empty state. The token that every
 * stream begins with is no part of the text and has none.
 *
 * @param early (tokens): below the pruned layers, in nats; empty if the model has no early readout
 * @param top (tokens): above all layers, in nats; NaN where no token reached the top to predict
 *     from
 */
record Prediction(float[] early, float[] top) {

  /**
   * Reads a text.
   *
   * @param records cuts it
   * @param lines the text
   * @param chunkTokens tokens after which a chunk closes
   */
  static Prediction read(
      SurprisalReader reader, Records records, List<String> lines, int chunkTokens) {
    SurprisalStream stream = reader.newStream();
    List<float[]> early = new ArrayList<>();
    List<float[]> top = new ArrayList<>();
    for (int[] chunk : records.chunks(lines, chunkTokens)) {
      TokenSurprisals surprisals = stream.read(chunk);
      if (surprisals.early() != null) {
        early.add(surprisals.early());
      }
      top.add(surprisals.top());
    }
    int start = records.start().length;
    return new Prediction(concatenate(early, start), concatenate(top, start));
  }

  private static float[] concatenate(List<float[]> parts, int from) {
    int length = parts.stream().mapToInt(part -> part.length).sum();
    float[] all = new float[Math.max(0, length - from)];
    int at = -from;
    for (float[] part : parts) {
      for (float value : part) {
        if (at >= 0) {
          all[at] = value;
        }
        at++;
      }
    }
    return all;
  }

  /**
   * Bits for each byte of the text. A token without a prediction costs as much as one of a uniform
   * distribution.
   *
   * @param surprisal (tokens): nats
   * @param bytes the text's length
   * @param words the size of the vocabulary
   */
  static double bitsPerByte(float[] surprisal, long bytes, int words) {
    double nats = 0;
    for (float value : surprisal) {
      nats += Float.isNaN(value) ? Math.log(words) : value;
    }
    return nats / Math.log(2) / bytes;
  }
}
