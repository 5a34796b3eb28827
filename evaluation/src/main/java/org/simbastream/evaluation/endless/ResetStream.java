package org.simbastream.evaluation.endless;

import java.util.Arrays;
import java.util.List;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.surprisal.SurprisalReader;
import org.simbastream.evaluation.surprisal.SurprisalStream;

/** The same stream with a state that is reset regularly. */
final class ResetStream {

  private final SurprisalReader reader;
  private final int[] start;
  private final int every;
  private SurprisalStream stream;
  private int read;

  /**
   * A stream.
   *
   * @param start the tokens that a stream begins with
   * @param every tokens after which the next chunk begins afresh
   */
  ResetStream(SurprisalReader reader, int[] start, int every) {
    this.reader = reader;
    this.start = start;
    this.every = every;
  }

  /** The surprisal of a chunk's tokens, at the top. */
  float[] read(int[] chunk) {
    boolean afresh = stream == null || read >= every;
    int[] tokens = afresh ? Records.concatenate(List.of(start, chunk)) : chunk;
    if (afresh) {
      stream = reader.newStream();
      read = 0;
    }
    read += chunk.length;
    float[] top = stream.read(tokens).top();
    return Arrays.copyOfRange(top, tokens.length - chunk.length, tokens.length);
  }
}
