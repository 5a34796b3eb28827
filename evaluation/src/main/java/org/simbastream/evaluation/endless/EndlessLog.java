package org.simbastream.evaluation.endless;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.evaluation.corpus.Records;

/**
 * A stream without end: runs of lines of many logs, one after the other, each from a random place.
 */
final class EndlessLog {

  private static final int LEAST_RUN = 20;
  private static final int GREATEST_RUN = 200;

  private final Records records;
  private final List<List<String>> logs;
  private final SplittableRandom random;
  private List<String> log = List.of();
  private int line;
  private int end;

  /**
   * A stream.
   *
   * @param logs lines, log by log, none of them empty
   */
  EndlessLog(Records records, List<List<String>> logs, long seed) {
    this.records = records;
    this.logs = logs;
    this.random = new SplittableRandom(seed);
  }

  /** The tokens of the next chunk, which closes at the first line end at or after so many. */
  int[] nextChunk(int tokens) {
    List<int[]> chunk = new ArrayList<>();
    for (int read = 0; read < tokens; ) {
      if (line == end) {
        nextRun();
      }
      int[] record = records.record(log.get(line++));
      chunk.add(record);
      read += record.length;
    }
    return Records.concatenate(chunk);
  }

  private void nextRun() {
    log = logs.get(random.nextInt(logs.size()));
    int length = Math.min(log.size(), random.nextInt(LEAST_RUN, GREATEST_RUN + 1));
    line = random.nextInt(log.size() - length + 1);
    end = line + length;
  }
}
