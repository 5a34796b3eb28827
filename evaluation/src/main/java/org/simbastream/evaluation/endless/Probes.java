package org.simbastream.evaluation.endless;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.evaluation.surprisal.SurprisalReader;
import org.simbastream.evaluation.surprisal.SurprisalStream;

/**
 * Reads the same held-out pieces of text on forks of a state after more and more tokens, so that
 * only the state differs.
 */
final class Probes {

  private static final int TOKENS = 256;

  private final List<int[]> pieces;

  private Probes(List<int[]> pieces) {
    this.pieces = pieces;
  }

  /**
   * Draws pieces of the logs' held-out lines.
   *
   * @throws MissingDataException if no log's held-out lines are long enough
   */
  static Probes draw(Records records, List<CorpusFile> logs, int count, long seed)
      throws IOException {
    List<int[]> texts = new ArrayList<>();
    for (CorpusFile log : logs) {
      List<int[]> lines = new ArrayList<>();
      log.read().heldOut().forEach(line -> lines.add(records.record(line)));
      int[] text = Records.concatenate(lines);
      if (text.length >= TOKENS) {
        texts.add(text);
      }
    }
    if (texts.isEmpty()) {
      throw new MissingDataException(
          "the last 5 % of lines of no log have " + TOKENS + " tokens; one is " + logs.get(0));
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] text = texts.get(i % texts.size());
      int from = random.nextInt(text.length - TOKENS + 1);
      pieces.add(Arrays.copyOfRange(text, from, from + TOKENS));
    }
    return new Probes(pieces);
  }

  /**
   * Reads all pieces, each on a separate fork.
   *
   * @param dense reads everything, so that every token is predicted
   * @return by piece: mean nats a token at the top
   */
  double[] read(SurprisalReader dense, SurprisalStream stream) {
    return pieces.stream()
        .mapToDouble(piece -> mean(dense.fork(stream).read(piece).top()))
        .toArray();
  }

  private static double mean(float[] surprisal) {
    Sample sample = new Sample();
    for (float value : surprisal) {
      if (!Float.isNaN(value)) { // the first token of a stream
        sample.add(value);
      }
    }
    return sample.mean();
  }
}
