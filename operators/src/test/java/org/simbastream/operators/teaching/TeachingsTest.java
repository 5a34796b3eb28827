package org.simbastream.operators.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;
import org.simbastream.records.Teaching.Action;

/** What is taught of a pattern changes its records, and no others. */
class TeachingsTest {

  private static final long PATTERN = 7;

  @Test
  void whatIsMutedKeepsItsScoreAndIsMarkedHereOrEverywhereUntilItsEnd() {
    Teaching here = teaching("a", Action.MUTE, "web", 1_000);
    assertThat(become(5, here).muted()).isTrue();
    assertThat(become(5, here).score()).isEqualTo(5);
    assertThat(apply(record("db", 999, 5), here).muted()).isFalse();
    assertThat(apply(record("web", 1_000, 5), here)).isEqualTo(record("web", 1_000, 5));
    assertThat(apply(record("db", 1_000, 5), teaching("a", Action.MUTE, null)).muted()).isTrue();
    ScoredRecord other = record("web", 0, 5).ofPattern(new StreamPattern(8, "x", false));
    assertThat(apply(other, here)).isSameAs(other);
    assertThat(apply(other.ofPattern(null), here).taught()).isNull();
  }

  @Test
  void whatIsAlwaysToldHasAtLeastTheScoreOfAnAlert() {
    Teaching always = teaching("a", Action.ALWAYS_TELL, "web");
    assertThat(become(0.1, always).score()).isEqualTo(4);
    assertThat(become(7, always).score()).isEqualTo(7);
    assertThat(become(7, always).taught()).isEqualTo(Action.ALWAYS_TELL);
  }

  @Test
  void votesWeighCancelOutAndAreBounded() {
    Teaching down = teaching("a", Action.NOT_WORTH_IT, "web");
    Teaching up = teaching("b", Action.GOOD_CATCH, null);
    assertThat(become(6, down).score()).isEqualTo(4);
    assertThat(become(6, down).taught()).isEqualTo(Action.NOT_WORTH_IT);
    assertThat(become(4, up).score()).isEqualTo(6);
    assertThat(become(4, up, down).taught()).isNull();
    Teaching[] many = new Teaching[9];
    for (int i = 0; i < many.length; i++) {
      many[i] = teaching("v" + i, Action.GOOD_CATCH, "web");
    }
    assertThat(become(1, many).score()).isCloseTo(1.5 * 1.5 * 1.5, within(1e-12));
  }

  @Test
  void whatIsSaidOfTheStreamDisplacesWhatIsSaidOfAllAndMuteDisplacesAlwaysTell() {
    Teaching muted = teaching("a", Action.MUTE, null);
    Teaching but = teaching("b", Action.ALWAYS_TELL, "web");
    assertThat(become(1, muted, but).score()).isEqualTo(4);
    assertThat(apply(record("db", 0, 1), muted, but).muted()).isTrue();
    assertThat(become(1, muted, teaching("b", Action.ALWAYS_TELL, null)).muted()).isTrue();
  }

  @Test
  void theOrderInWhichItWasSaidDoesNotCount() {
    List<Teaching> all = new ArrayList<>();
    for (Action action : List.of(Action.MUTE, Action.ALWAYS_TELL, Action.GOOD_CATCH)) {
      all.add(teaching("1" + action, action, "web"));
      all.add(teaching("2" + action, action, null));
    }
    for (int from = 0; from < all.size(); from++) {
      List<Teaching> some = new ArrayList<>(all.subList(from, all.size()));
      ScoredRecord expected = become(3, some.toArray(Teaching[]::new));
      for (int seed = 0; seed < 20; seed++) {
        Collections.shuffle(some, new Random(seed));
        assertThat(become(3, some.toArray(Teaching[]::new))).isEqualTo(expected);
      }
    }
  }

  @Test
  void theLastWordUnderAnIdCountsAndWhatIsRemovedLeavesNothing() {
    Teachings teachings = new Teachings(4);
    teachings.put(teaching("a", Action.MUTE, "web"));
    teachings.put(new Teaching("a", Action.ALWAYS_TELL, 8, null, Teaching.FOR_EVER, "ann", "", 0));
    assertThat(teachings.apply(record("web", 0, 1)).taught()).isNull();
    assertThat(teachings.size()).isEqualTo(1);
    teachings.remove("a");
    teachings.remove("never said");
    assertThat(teachings.isEmpty()).isTrue();
  }

  private static ScoredRecord become(double score, Teaching... said) {
    return apply(record("web", 500, score), said);
  }

  private static ScoredRecord apply(ScoredRecord record, Teaching... said) {
    Teachings teachings = new Teachings(4);
    for (Teaching teaching : said) {
      teachings.put(teaching);
    }
    return teachings.apply(record);
  }

  private static Teaching teaching(String id, Action action, String key) {
    return teaching(id, action, key, Teaching.FOR_EVER);
  }

  private static Teaching teaching(String id, Action action, String key, long until) {
    return new Teaching(id, action, PATTERN, key, until, "ann", "", 0);
  }

  private static ScoredRecord record(String key, long time, double score) {
    return new ScoredRecord(
            key, Position.NONE, time, "text", score, 1, 1, 1, false, false, List.of())
        .ofPattern(new StreamPattern(PATTERN, "text", false));
  }
}
