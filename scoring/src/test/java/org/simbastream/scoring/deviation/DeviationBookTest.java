package org.simbastream.scoring.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Deviation;
import org.simbastream.records.Deviation.Kind;

/** How records deviate from those of their pattern. */
class DeviationBookTest {

  private static final String TEXT = "GET took 200 ms";

  private final DeviationBook book = new DeviationBook();
  private PatternCosts pattern = PatternCosts.NONE;
  private KeyCosts key = KeyCosts.NONE;
  private long number;
  private long count;
  private long time;

  @Test
  void aValueThatCostsMoreThanValuesThereUsuallyDoIsToldWithWhatUsuallyStandsThere() {
    for (int i = 0; i < 60; i++) {
      assertThat(read(TEXT, 1, 1, 2 + i % 2, 1, 0).why()).isEmpty();
    }
    Deviations found = read("GET took 503 ms", 1, 1, 12, 1, 0);

    assertThat(found.place()).isGreaterThan(3);
    assertThat(found.why()).hasSize(1);
    Deviation why = found.why().get(0);
    assertThat(why.kind()).isEqualTo(Kind.VALUE);
    assertThat("GET took 503 ms".substring(why.from(), why.to())).isEqualTo("503");
    assertThat(why.expected()).isEqualTo("200");
    assertThat(why.nats()).isBetween(9.0, 10.0);
  }

  @Test
  void theSameCostInAPlaceWhereItIsUsualTellsNothing() {
    for (int i = 0; i < 60; i++) {
      read(TEXT, 1, 1, i % 2 == 0 ? 12 : 0, 1, 0);
    }
    assertThat(read(TEXT, 1, 1, 12, 1, 0).why()).isEmpty();
  }

  @Test
  void aWordOfThePatternThatWasNotExpectedIsOneOfOrder() {
    usual(60);
    List<Deviation> why = read(TEXT, 14, 1, 2, 1, 0).why();
    assertThat(why).extracting(Deviation::kind).containsExactly(Kind.ORDER);
    assertThat(why.get(0).to()).isEqualTo(3);
  }

  @Test
  void aRecordThatEndsTooEarlyIsToldAtItsEnd() {
    usual(60);
    List<Deviation> why = read(TEXT, 1, 1, 2, 1, 13).why();
    assertThat(why).extracting(Deviation::kind).containsExactly(Kind.END);
    assertThat(why.get(0).from()).isEqualTo(TEXT.length());
  }

  @Test
  void aNewStreamTellsNothingBeforeItIsKnownWhatIsUsual() {
    for (int i = 0; i < 8; i++) {
      Deviations found = read(TEXT, 1, 1, i % 2 == 0 ? 30 : 0, 1, 0);
      assertThat(found.why()).isEmpty();
      assertThat(found.place()).isZero();
    }
  }

  @Test
  void recordsThatCostLessAndLessAreARepetition() {
    for (int i = 0; i < 60; i++) {
      assertThat(read(TEXT, 5, 5, 9 + i % 5, 5, 4).repetition()).isLessThan(3);
    }
    assertThat(read(TEXT, 0, 0, 0, 0, 0).repetition()).isGreaterThan(3);
  }

  @Test
  void aShortRecordOfANewPatternIsNoRepetition() {
    for (int i = 0; i < 60; i++) {
      read(TEXT, 50, 50, 50 + i % 20, 50, 0);
    }
    TextCosts ok = new TextCosts(List.of(new TextCosts.Run(0, 2, 5)), 0, 0);
    BitSet constants = new BitSet();
    constants.set(0);
    WordPlaces words = new WordPlaces(List.of(0), constants);
    Deviations found = book.read("ok", ok, words, PatternCosts.NONE, key, ++number, 0, time);
    assertThat(found.repetition()).isLessThan(1);
  }

  @Test
  void thePlaceBehindALongIdStaysKnown() {
    for (int i = 0; i < 100; i++) {
      List<TextCosts.Run> runs = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 40 + i % 30; j++) { // of an id, never alike
        runs.add(new TextCosts.Run(text.length(), text.length() + 1, 5));
        text.append(j % 2 == 0 ? 'a' : '1');
      }
      int end = text.length() + 1;
      runs.add(new TextCosts.Run(end, end + 6, 1));
      runs.add(new TextCosts.Run(end + 7, end + 10, i == 99 ? 20 : 1));
      text.append(" status 200");
      BitSet constants = new BitSet();
      constants.set(1);
      WordPlaces places = new WordPlaces(List.of(0, end, end + 7), constants);
      TextCosts costs = new TextCosts(runs, 0, 0);
      Deviations found =
          book.read(text.toString(), costs, places, pattern, key, ++number, count++, time);
      pattern = found.pattern();
      key = found.key();
      if (i == 99) {
        assertThat(found.why()).hasSize(1);
        assertThat(found.why().get(0).expected()).isEmpty(); // 200 itself
        assertThat(found.why().get(0).from()).isEqualTo(end + 7);
      }
    }
  }

  @Test
  void oneHugeCostDoesNotHideTheNext() {
    usual(60);
    read(TEXT, 5000, 1, 2, 1, 0);
    assertThat(read(TEXT, 1, 1, 30, 1, 0).place()).isGreaterThan(2);
  }

  @Test
  void aCutRecordChangesNoLinesAndNoEnds() {
    usual(60);
    PatternCosts before = pattern;
    List<TextCosts.Run> first = List.of(new TextCosts.Run(0, 3, 1));
    TextCosts cut = new TextCosts(first, Double.NaN, Double.NaN);
    Deviations found = book.read(TEXT, cut, words(), pattern, key, ++number, count, time);
    assertThat(found.repetition()).isZero();
    assertThat(found.pattern().line()).isEqualTo(before.line());
    assertThat(found.pattern().rest()).isEqualTo(before.rest());
    assertThat(found.pattern().end()).isEqualTo(before.end());
    assertThat(found.pattern().places().get(1)).isEqualTo(before.places().get(1));
  }

  @Test
  void aPatternThatComesMoreOftenThanSoFarHasARate() {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      number += 10; // nine others between two
      rates.add(read(TEXT, 1, 1, 2, 1, 0).rate());
    }
    assertThat(rates.subList(100, 200)).allMatch(rate -> rate < 1);
    for (int i = 0; i < 12; i++) {
      rates.add(read(TEXT, 1, 1, 2, 1, 0).rate());
    }
    assertThat(rates.get(rates.size() - 1)).isGreaterThan(4);
  }

  @Test
  void recordsOfAPatternThatFollowEachOtherMuchFasterThanUsualAreInHasteEachTime() {
    time = 1_000_000;
    for (int burst = 0; burst < 3; burst++) {
      for (int i = 0; i < 100; i++) {
        time += i % 2 == 0 ? 7_000 : 13_000;
        double haste = read(TEXT, 1, 1, 2, 1, 0).haste();
        assertThat(i < 20 ? 0 : haste).isLessThan(1.5); // until the burst before is over
      }
      double most = 0;
      for (int i = 0; i < 30; i++) {
        time += 20;
        most = Math.max(most, read(TEXT, 1, 1, 2, 1, 0).haste());
      }
      assertThat(most).isGreaterThan(3);
    }
  }

  @Test
  void recordsOutOfOrderAreInNoHaste() {
    for (int i = 0; i < 200; i++) {
      time = 1_000_000 + 10_000 * i - (i < 100 ? 0 : i % 2 * 60_000);
      assertThat(read(TEXT, 1, 1, 2, 1, 0).haste()).isLessThan(1.5);
    }
  }

  @Test
  void withoutTimesThereIsNoHaste() {
    for (int i = 0; i < 100; i++) {
      assertThat(read(TEXT, 1, 1, 2, 1, 0).haste()).isZero();
    }
  }

  @Test
  void whereCostsAreNotKnownOnlyTheRateIs() {
    usual(60);
    PatternCosts before = pattern;
    KeyCosts keyBefore = key;
    Deviations found = book.read(TEXT, null, words(), pattern, key, ++number, count, time);
    assertThat(found.place()).isZero();
    assertThat(found.why()).isEmpty();
    assertThat(found.pattern().places()).isEqualTo(before.places());
    assertThat(found.key().place()).isEqualTo(keyBefore.place());
  }

  @Test
  void placesStayWithinTheirBound() {
    for (int i = 0; i < 20; i++) {
      List<TextCosts.Run> runs = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 200; j++) {
        runs.add(new TextCosts.Run(2 * j, 2 * j + 1, 1));
        text.append("a ");
      }
      WordPlaces none = new WordPlaces(List.of(), new BitSet());
      TextCosts costs = new TextCosts(runs, 0, 0);
      pattern =
          book.read(text.toString(), costs, none, pattern, key, ++number, count++, time).pattern();
    }
    assertThat(pattern.places()).hasSizeLessThanOrEqualTo(PatternCosts.MAX_PLACES);
  }

  @Test
  void aWordOfThePatternBringsThePlacesBehindItBackInLine() {
    BitSet constants = new BitSet();
    constants.set(1); // "done"
    WordPlaces one = new WordPlaces(List.of(0, 2), constants);
    WordPlaces three = new WordPlaces(List.of(0, 6), constants);
    WordPlaces.Place[] short1 = one.of(runs(0, 2, 7)); // 1 done 5
    WordPlaces.Place[] long3 = three.of(runs(0, 2, 4, 6, 11)); // 1 2 3 done 5

    assertThat(short1[1]).isEqualTo(long3[3]);
    assertThat(short1[2]).isEqualTo(long3[4]);
    assertThat(short1[0]).isEqualTo(long3[0]);
    assertThat(long3[1]).isNotEqualTo(short1[1]);
  }

  private static List<TextCosts.Run> runs(int... starts) {
    List<TextCosts.Run> runs = new ArrayList<>();
    for (int start : starts) {
      runs.add(new TextCosts.Run(start, start + 1, 0));
    }
    return runs;
  }

  private void usual(int records) {
    for (int i = 0; i < records; i++) {
      read(TEXT, 1, 1, 2, 1, 0);
    }
  }

  private Deviations read(String text, double... nats) {
    List<TextCosts.Run> runs =
        List.of(
            new TextCosts.Run(0, 3, nats[0]),
            new TextCosts.Run(4, 8, nats[1]),
            new TextCosts.Run(9, 12, nats[2]),
            new TextCosts.Run(13, 15, nats[3]));
    TextCosts costs = new TextCosts(runs, 0, nats[4]);
    Deviations found = book.read(text, costs, words(), pattern, key, ++number, count++, time);
    pattern = found.pattern();
    key = found.key();
    return found;
  }

  private static WordPlaces words() {
    BitSet constants = new BitSet();
    constants.set(0, 2);
    constants.set(3);
    return new WordPlaces(List.of(0, 4, 9, 13), constants);
  }
}
