package org.simbastream.evaluation.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.Records;

/** Draws stretches of held-out text: as many from each file, from a random place in it. */
final class StretchDraw {

  private final Records records;
  private final SplittableRandom random;

  StretchDraw(Records records, long seed) {
    this.records = records;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Draws.
   *
   * @param count how many stretches
   * @throws MissingDataException if no file's held-out lines are long enough
   */
  List<Stretch> draw(List<CorpusFile> files, int count) throws IOException {
    int[] start = records.start();
    int needed = Stretch.TOKENS - start.length;
    List<int[]> texts = new ArrayList<>();
    for (CorpusFile file : files) {
      int[] tokens = tokens(file);
      if (tokens.length >= needed) {
        texts.add(tokens);
      }
    }
    if (texts.isEmpty()) {
      throw new MissingDataException(
          "the last 5 % of lines of no file have the "
              + needed
              + " tokens that a context, the gaps and what follows take; the first is "
              + files.get(0).path());
    }
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] text = texts.get(i % texts.size());
      int from = random.nextInt(text.length - needed + 1);
      int[] tokens = Arrays.copyOfRange(text, from, from + needed);
      stretches.add(new Stretch(Records.concatenate(List.of(start, tokens))));
    }
    return stretches;
  }

  private int[] tokens(CorpusFile file) throws IOException {
    List<int[]> lines = new ArrayList<>();
    for (String line : file.read().heldOut()) {
      lines.add(records.record(line));
    }
    return Records.concatenate(lines);
  }
}
