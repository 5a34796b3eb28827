package org.simbastream.evaluation.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.evaluation.corpus.Records;

/**
 * One fact, and a log that goes on after it was said.
 *
 * @param question what is asked
 * @param fact the chunks of the stream that says the fact, one list for the way to each distance
 * @param control the same stream, saying another value
 */
record Trial(Question question, List<List<int[]>> fact, List<List<int[]>> control) {

  /**
   * Makes a trial: a chunk of log, then the fact, then log up to each distance, in whole lines.
   *
   * @param lines of one log; the stream runs through them from a random one, round and round
   * @param distances tokens from the fact to the question, ascending, in whole chunks
   */
  static Trial draw(
      Records records,
      List<String> lines,
      int[] distances,
      int chunkTokens,
      SplittableRandom random) {
    PlantedFact fact = PlantedFact.draw(random);
    Filler filler = new Filler(records, lines, random.nextInt(lines.size()));
    int[] before = Records.concatenate(List.of(records.start(), filler.next(chunkTokens)));
    List<List<int[]>> said = new ArrayList<>();
    List<List<int[]>> other = new ArrayList<>();
    int reached = 0;
    for (int distance : distances) {
      int[] log = filler.next(distance - reached);
      int chunks = (distance - reached) / chunkTokens;
      List<int[]> saidChunks = new ArrayList<>();
      List<int[]> otherChunks = new ArrayList<>();
      if (reached == 0) {
        int[] first = records.record(fact.line(fact.value()));
        int[] control = records.record(fact.line(fact.otherValue()));
        saidChunks.add(before);
        otherChunks.add(before);
        saidChunks.addAll(cut(Records.concatenate(List.of(first, log)), chunks, chunkTokens));
        otherChunks.addAll(cut(Records.concatenate(List.of(control, log)), chunks, chunkTokens));
      } else {
        saidChunks.addAll(cut(log, chunks, chunkTokens));
        otherChunks.addAll(cut(log, chunks, chunkTokens));
      }
      said.add(saidChunks);
      other.add(otherChunks);
      reached = distance;
    }
    return new Trial(Question.of(fact, records), said, other);
  }

  /** So many chunks; the last takes what is left. */
  private static List<int[]> cut(int[] tokens, int chunks, int chunkTokens) {
    List<int[]> cut = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      int end = i + 1 == chunks ? tokens.length : (i + 1) * chunkTokens;
      cut.add(Arrays.copyOfRange(tokens, i * chunkTokens, end));
    }
    return cut;
  }

  /** A log that never ends. */
  private static final class Filler {

    private final Records records;
    private final List<String> lines;
    private int next;

    Filler(Records records, List<String> lines, int first) {
      this.records = records;
      this.lines = lines;
      this.next = first;
    }

    /** Whole lines, until there are so many tokens. */
    int[] next(int tokens) {
      List<int[]> parts = new ArrayList<>();
      for (int read = 0; read < tokens; ) {
        int[] record = records.record(lines.get(next));
        next = (next + 1) % lines.size();
        parts.add(record);
        read += record.length;
      }
      return Records.concatenate(parts);
    }
  }
}
