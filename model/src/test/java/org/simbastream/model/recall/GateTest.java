package org.simbastream.model.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate promises on streams of any kind; its numbers are the reference's (ReaderTest). */
class GateTest {

  private static final int WORDS = 200;
  private static final int LINE_FEED = 1;
  private static final int THRESHOLD = 52_429;

  private final Gate gate = new Gate(kinds(), trust(), THRESHOLD);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 500})
  void anyCuttingGivesTheSameExpectationsAndMemory(int piece) {
    int[] tokens = lines(new Random(piece), 30_000);
    Gate.Result whole = gate.read(tokens, GateState.EMPTY);
    GateState state = GateState.EMPTY;
    for (int at = 0; at < tokens.length; at += piece) {
      int end = Math.min(tokens.length, at + piece);
      Gate.Result part = gate.read(Arrays.copyOfRange(tokens, at, end), state);
      int from = at;
      assertThat(part.expectations().sure())
          .isEqualTo(Arrays.copyOfRange(whole.expectations().sure(), at, end));
      assertThat(part.expectations().trust())
          .isEqualTo(
              Arrays.copyOfRange(
                  whole.expectations().trust(), at * Gate.SOURCES, end * Gate.SOURCES));
      assertThat(Arrays.stream(part.expectations().read()).map(place -> place + from).toArray())
          .isEqualTo(
              Arrays.stream(whole.expectations().read())
                  .filter(place -> place >= from && place < end)
                  .toArray());
      state = part.after();
    }
    assertThat(state.slots()).isEqualTo(whole.after().slots());
    assertThat(state.trust()).isEqualTo(whole.after().trust());
    assertThat(state.place()).isEqualTo(whole.after().place());
    assertThat(state.repeat().history()).isEqualTo(whole.after().repeat().history());
    assertThat(state.isWellFormed()).isTrue();
  }

  @Test
  void whatRepeatsIsNotReadAndLineFeedsAlwaysAre() {
    int[] tokens = lines(new Random(7), 20_000);
    int[] read = gate.read(tokens, GateState.EMPTY).expectations().read();
    long feeds = IntStream.of(tokens).filter(token -> token == LINE_FEED).count();
    assertThat(IntStream.of(read).filter(place -> tokens[place] == LINE_FEED).count())
        .isEqualTo(feeds);
    assertThat(IntStream.of(read).filter(place -> place > 15_000).count()).isLessThan(2_500);
  }

  @Test
  void whatFollowsNoRuleIsRead() {
    int[] tokens = new Random(8).ints(20_000, 2, WORDS).toArray();
    assertThat(gate.read(tokens, GateState.EMPTY).expectations().read()).hasSizeGreaterThan(19_900);
  }

  @Test
  void aStreamsMemoryIsBounded() {
    int[] tokens = new Random(9).ints(200_000, 2, WORDS).toArray();
    GateState after = gate.read(tokens, GateState.EMPTY).after();
    long bytes =
        4L * after.slots().length
            + 4L * (after.repeat().history().length + after.repeat().index().length)
            + 2L * after.trust().length;
    assertThat(bytes).isLessThanOrEqualTo(Gate.MAX_BYTES);
    assertThat(Gate.MAX_BYTES).isLessThanOrEqualTo(128 * 1024);
  }

  @Test
  void theCostsOfComingAndNotComingAreProbabilities() {
    int[] tokens = lines(new Random(10), 5_000);
    Expectations known = gate.read(tokens, GateState.EMPTY).expectations();
    for (int place = 0; place < tokens.length; place++) {
      int sure = known.sure()[place];
      if (sure >= 0) {
        double sum = Math.exp(-known.cost(place, sure)) + Math.exp(-known.cost(place, -1));
        assertThat(sum).isBetween(1 - 1e-12, 1 + 1e-12);
        assertThat((int) known.certainty()[place]).isGreaterThanOrEqualTo(THRESHOLD);
      } else {
        assertThat(known.cost(place, tokens[place])).isZero();
      }
    }
  }

  @Test
  void lookingAheadIsWhatTheNextTokenMeets() {
    int[] tokens = lines(new Random(11), 3_000);
    Expectations whole = gate.read(tokens, GateState.EMPTY).expectations();
    GateState before = gate.read(Arrays.copyOf(tokens, 2_999), GateState.EMPTY).after();
    Expectations next = gate.expect(before);
    assertThat(next.sure()[0]).isEqualTo(whole.sure()[2_999]);
    assertThat(next.candidates())
        .isEqualTo(
            Arrays.copyOfRange(whole.candidates(), 2_999 * Gate.SOURCES, 3_000 * Gate.SOURCES));
  }

  @Test
  void whatIsNoKindOrTrustIsRefused() {
    assertThatThrownBy(() -> new TokenKinds(new float[] {0, 8}))
        .hasMessage("the kind of token 1 is 8.0, expected a whole number from 0 to 7");
    float[] broken = trust();
    broken[5] = 70_000;
    assertThatThrownBy(() -> new Gate(kinds(), broken, THRESHOLD))
        .hasMessage("the trust of signature 5 is 70000.0, expected a whole number from 1 to 65535");
    assertThatThrownBy(() -> new Gate(new TokenKinds(new float[65_536]), trust(), THRESHOLD))
        .hasMessage("the vocabulary has 65536 words, but a reader's at most 65535");
  }

  private static TokenKinds kinds() {
    float[] kinds = new float[WORDS];
    for (int token = 2; token < WORDS; token++) {
      kinds[token] = (token % 3 == 0 ? 1 : 0) + (token % 5 == 0 ? 2 : 0);
    }
    kinds[LINE_FEED] = 4;
    return new TokenKinds(kinds);
  }

  private static float[] trust() {
    float[] trust = new float[Gate.SIGNATURES];
    Arrays.fill(trust, 45_875);
    return trust;
  }

  /** Lines of a few templates with a field that varies. */
  private static int[] lines(Random random, int length) {
    int[][] templates = new int[5][];
    Arrays.setAll(templates, i -> random.ints(12, 2, WORDS).toArray());
    int[] tokens = new int[length];
    for (int at = 0; at < length; ) {
      int[] line = templates[random.nextInt(templates.length)].clone();
      line[5] = 2 + random.nextInt(WORDS - 2);
      for (int i = 0; i <= line.length && at < length; i++) {
        tokens[at++] = i == line.length ? LINE_FEED : line[i];
      }
    }
    return tokens;
  }
}
