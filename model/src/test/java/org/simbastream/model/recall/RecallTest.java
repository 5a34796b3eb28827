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
  void probabilitiesStayADistributionWhenAHabitThatSeemedCertainHasASecondChoice() {
    int[] habit = repeated(new int[] {1, 2, 3, 4, 5, 6, 7}, 3_000);
    habit[habit.length - 8] = 20; // from now on some contexts know two tokens
    RecallState before = RECALL.mix(habit, RECALL.withoutModel(habit.length), RecallState.EMPTY);
    int[] soFar = {1, 2, 3, 4, 5, 6};
    before = RECALL.mix(soFar, RECALL.withoutModel(soFar.length), before);
    double sum = 0;
    for (int token = 0; token < VOCABULARY; token++) {
      float[] surprisal = RECALL.withoutModel(1);
      RECALL.mix(new int[] {token}, surprisal, before);
      sum += Math.exp(-surprisal[0]);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    for (float trust : before.trust()) {
      assertThat(trust).isBetween(0f, 1f);
    }
  }

  @Test
  void aLongRepeatIsFoundAgainAfterManyOtherTokens() {
    int[] block = random(300, 50);
    int[] between = new SplittableRandom(8).ints(6_000, 0, 50).toArray();
    int[] tokens = Arrays.copyOf(block, 6_600);
    System.arraycopy(between, 0, tokens, 300, 6_000);
    System.arraycopy(block, 0, tokens, 6_300, 300);
    float[] surprisal = RECALL.withoutModel(tokens.length);
    RECALL.mix(tokens, surprisal, RecallState.EMPTY);
    assertThat(mean(surprisal, 6_000, 6_300)).isGreaterThan(3);
    assertThat(mean(surprisal, 6_350, 6_600)).isLessThan(0.1);
  }

  @Test
  void aRepeatIsFollowedAcrossAValueThatDiffers() {
    SplittableRandom random = new SplittableRandom(9);
    int[] line = random.ints(30, 0, 40).toArray();
    int[] tokens = repeated(line, 60);
    for (int i = 15; i < tokens.length; i += 30) {
      tokens[i] = random.nextInt(40, 50); // the value
    }
    LongestRepeat repeat = new LongestRepeat(RepeatState.EMPTY);
    int hits = 0;
    for (int i = 0; i < tokens.length; i++) {
      hits += i >= 900 && repeat.predicts() && repeat.expected() == tokens[i] ? 1 : 0;
      repeat.learn(tokens[i]);
    }
    assertThat(hits).isGreaterThan(900 * 27 / 30);
  }

  @Test
  void countingTokensMayWrapAround() {
    int[] line = {3, 14, 15, 9, 26, 5, 35, 8, 9, 7};
    int[] tokens = repeated(line, 2_000);
    int start = Integer.MAX_VALUE - 10_000;
    RepeatState late =
        new RepeatState(
            new int[LongestRepeat.MAX_HISTORY],
            new int[LongestRepeat.MAX_HISTORY / LongestRepeat.INDEX_SHARE],
            start,
            0,
            0,
            0);
    float[] surprisal = RECALL.withoutModel(tokens.length);
    RecallState before = new RecallState(new long[0], late, new float[0]);
    assertThat(RECALL.mix(tokens, surprisal, before).repeat().read()).isNegative();
    assertThat(mean(surprisal, 15_000, 20_000)).isLessThan(0.01);
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
    assertThat(state.repeat()).usingRecursiveComparison().isEqualTo(end.repeat());
    assertThat(state.trust()).isEqualTo(end.trust());
  }

  @Test
  void theMemoryGrowsWithWhatItHoldsAndIsBounded() {
    int[] few = repeated(new int[] {1, 2, 3}, 100);
    RecallState small = RECALL.mix(few, RECALL.withoutModel(few.length), RecallState.EMPTY);
    assertThat(small.slots()).hasSize(1 << ContextTable.MIN_BITS);
    int[] many = random(40_000, VOCABULARY);
    RecallState large = RECALL.mix(many, RECALL.withoutModel(many.length), RecallState.EMPTY);
    assertThat(large.slots()).hasSize(1 << ContextTable.MAX_BITS);
    assertThat(large.repeat().history()).hasSize(LongestRepeat.MAX_HISTORY);
    int ints = large.repeat().history().length + large.repeat().index().length + 4;
    assertThat(8 * large.slots().length + 4 * (ints + large.trust().length))
        .isEqualTo(Recall.MAX_BYTES);
  }

  @Test
  void aContextIsFoundAgainAfterTheTableHasGrown() {
    ContextTable slots = new ContextTable(new long[0]);
    SplittableRandom random = new SplittableRandom(1);
    int[] hashes = new int[1 << ContextTable.MIN_BITS]; // no two of one slot
    Arrays.setAll(hashes, i -> random.nextInt() << ContextTable.MIN_BITS | i);
    for (int hash : hashes) {
      slots.learn(hash, hash & 0xfff);
    }
    assertThat(slots.values().length).isGreaterThan(1 << ContextTable.MIN_BITS);
    for (int hash : hashes) {
      assertThat(ContextTable.first(slots.find(hash))).isEqualTo(hash & 0xfff);
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
