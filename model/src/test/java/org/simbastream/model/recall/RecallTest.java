package org.simbastream.model.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A stream's own past makes what it repeats likely, and stays a distribution. */
class RecallTest {

  private static final int VOCABULARY = 50;
  private static final Recall RECALL = new Recall(VOCABULARY);

  @Test
  void whatAStreamRepeatsIsNoSurpriseAnyMore() {
    int[] line = {3, 14, 15, 9, 26, 5, 35, 8, 9, 7};
    int[] tokens = repeated(line, 40);
    float[] surprisal = RECALL.withoutModel(tokens.length);
    RECALL.mix(tokens, surprisal, RecallState.EMPTY);
    assertThat(mean(surprisal, 0, 10)).isCloseTo(Math.log(VOCABULARY), within(0.1));
    assertThat(mean(surprisal, 390, 400)).isLessThan(0.05);
  }

  @Test
  void aTokenThatBreaksTheHabitSurprisesMoreThanTheModelAlone() {
    int[] tokens = repeated(new int[] {1, 2, 3, 4, 5}, 50);
    tokens[tokens.length - 1] = 17;
    float[] surprisal = RECALL.withoutModel(tokens.length);
    RECALL.mix(tokens, surprisal, RecallState.EMPTY);
    assertThat((double) surprisal[tokens.length - 1]).isGreaterThan(Math.log(VOCABULARY) + 1);
  }

  @Test
  void probabilitiesOfAllTokensSumToOne() {
    int[] history = random(1_000, 8);
    float[] model = new float[VOCABULARY]; // (VOCABULARY): log-probabilities, sum of p is 1
    double rest = 1;
    for (int token = 0; token < VOCABULARY; token++) {
      double p = token + 1 < VOCABULARY ? rest / 4 : rest;
      rest -= p;
      model[token] = (float) -Math.log(p);
    }
    RecallState before =
        RECALL.mix(history, RECALL.withoutModel(history.length), RecallState.EMPTY);
    double sum = 0;
    for (int token = 0; token < VOCABULARY; token++) {
      float[] surprisal = {model[token]};
      RECALL.mix(new int[] {token}, surprisal, before);
      sum += Math.exp(-surprisal[0]);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void anyCuttingOfAStreamGivesTheSameToTheLastBit() {
    int[] tokens = random(3_000, VOCABULARY);
    float[] whole = RECALL.withoutModel(tokens.length);
    RecallState end = RECALL.mix(tokens, whole, RecallState.EMPTY);
    RecallState state = RecallState.EMPTY;
    for (int from = 0, size = 1; from < tokens.length; from += size, size = size * 3 % 97 + 1) {
      int to = Math.min(tokens.length, from + size);
      float[] piece = RECALL.withoutModel(to - from);
      RecallState before = state;
      long[] slots = before.slots().clone();
      state = RECALL.mix(Arrays.copyOfRange(tokens, from, to), piece, before);
      assertThat(piece).isEqualTo(Arrays.copyOfRange(whole, from, to));
      assertThat(before.slots()).as("states are never changed in place").isEqualTo(slots);
      size = to - from;
    }
    assertThat(state.slots()).isEqualTo(end.slots());
    assertThat(state.recent()).isEqualTo(end.recent());
    assertThat(state.trust()).isEqualTo(end.trust());
  }

  @Test
  void theMemoryGrowsWithWhatItHoldsAndIsBounded() {
    int[] few = repeated(new int[] {1, 2, 3}, 100);
    RecallState small = RECALL.mix(few, RECALL.withoutModel(few.length), RecallState.EMPTY);
    assertThat(small.slots()).hasSize(1 << Slots.MIN_BITS);
    int[] many = random(40_000, VOCABULARY);
    RecallState large = RECALL.mix(many, RECALL.withoutModel(many.length), RecallState.EMPTY);
    assertThat(large.slots()).hasSize(1 << Slots.MAX_BITS);
    assertThat(8 * large.slots().length + 4 * (large.recent().length + large.trust().length))
        .isLessThanOrEqualTo(Recall.MAX_BYTES);
  }

  @Test
  void aContextIsFoundAgainAfterTheTableHasGrown() {
    Slots slots = new Slots(new long[0]);
    SplittableRandom random = new SplittableRandom(1);
    int[] hashes = new int[1 << Slots.MIN_BITS]; // no two of one slot
    Arrays.setAll(hashes, i -> random.nextInt() << Slots.MIN_BITS | i);
    for (int hash : hashes) {
      slots.learn(hash, hash & 0xfff);
    }
    assertThat(slots.values().length).isGreaterThan(1 << Slots.MIN_BITS);
    for (int hash : hashes) {
      assertThat(Slots.first(slots.find(hash))).isEqualTo(hash & 0xfff);
    }
    assertThat(slots.find(hashes[3] ^ 1 << 31)).as("another context of that slot").isZero();
  }

  @Test
  void aFirstTokenThatNobodyPredictedStaysUnknown() {
    float[] surprisal = {Float.NaN, 1f};
    RECALL.mix(new int[] {0, 1}, surprisal, RecallState.EMPTY);
    assertThat(surprisal[0]).isNaN();
    assertThat(surprisal[1]).isEqualTo(1f, within(1e-6f));
  }

  @Test
  void aVocabularyThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Recall(1 << 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048576");
  }

  private static int[] repeated(int[] line, int times) {
    int[] tokens = new int[line.length * times];
    Arrays.setAll(tokens, i -> line[i % line.length]);
    return tokens;
  }

  private static int[] random(int n, int words) {
    return new SplittableRandom(7).ints(n, 0, words).toArray();
  }

  private static double mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
