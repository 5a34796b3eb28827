package org.simbastream.evaluation.flow;

import java.util.Arrays;
import org.simbastream.evaluation.corpus.Records;

/**
 * The line that said the fact, once more, and cut where its value begins.
 *
 * @param prompt tokens up to the value
 * @param answer tokens of the value, without what both values end with
 */
record Question(int[] prompt, int[] answer) {

  /** The question after a fact; its answer is the fact's own value. */
  static Question of(PlantedFact fact, Records records) {
    int[] said = records.record(fact.line(fact.value()));
    int[] other = records.record(fact.line(fact.otherValue()));
    int from = Arrays.mismatch(said, other);
    int same = 0; // tokens that both lines end with: the line feed
    while (said[said.length - 1 - same] == other[other.length - 1 - same]
        && said.length - same > from + 1) {
      same++;
    }
    return new Question(
        Arrays.copyOf(said, from), Arrays.copyOfRange(said, from, said.length - same));
  }
}
