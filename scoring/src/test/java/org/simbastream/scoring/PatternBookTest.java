package org.simbastream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.simbastream.records.StreamPattern;

/** Which words of a stream are values is learnt, and a word is rare in its place. */
class PatternBookTest {

  private final HeapPatternMemory memory = new HeapPatternMemory();
  private final PatternBook book = new PatternBook(10_000);
  private KeyHistory history = KeyHistory.NONE;

  @Test
  void aNewWordWhereWordsAreAlwaysNewAddsNothing() {
    Rarity rarity = null;
    for (int i = 0; i < 50; i++) {
      rarity = read(name(i) + " said");
    }

    assertThat(rarity.word()).isZero();
  }

  @Test
  void wordsThatVaryInTheirPlaceAreNoPartOfThePattern() {
    for (int i = 0; i < 40; i++) {
      read("accepted login user=" + name(i) + " from west");
    }
    long accepted = read("accepted login user=nobody from west").id();

    assertThat(read("accepted login user=somebody from west").id()).isEqualTo(accepted);
    assertThat(read("accepted login user=somebody from east").id()).isNotEqualTo(accepted);
    assertThat(read("refused login user=somebody from west").id()).isNotEqualTo(accepted);
  }

  @Test
  void fewWordsInOnePlaceArePartOfThePattern() {
    for (int i = 0; i < 400; i++) {
      read("sync finished, status ok, step " + (char) ('a' + i % 20));
    }
    Rarity ok = read("sync finished, status ok, step a");
    Rarity failed = read("sync finished, status failed, step a");

    assertThat(failed.id()).isNotEqualTo(ok.id());
    assertThat(failed.word()).isCloseTo(Math.log(402.0 / 2), within(1e-9));
    assertThat(ok.word()).isLessThan(Math.log(21));
  }

  @Test
  void aWordIsKnownByTheTwoWordsBeforeIt() {
    for (int i = 0; i < 100; i++) {
      read("status info level high");
    }

    assertThat(read("status info level high").word()).isZero();
    assertThat(read("status high level info").word()).isCloseTo(Math.log(102 / 2.0), within(1e-9));
  }

  @Test
  void aPlaceOfManyWordsRemembersNoMoreOfThem() {
    for (int i = 0; i < 600; i++) {
      read("user=" + name(i) + " came");
    }

    assertThat(memory.entries()).hasSizeLessThan(600 + 100); // one a line, as its text shows it
    assertThat(memory.entries()).hasSize(history.remembered());
  }

  @Test
  void wordsAfterWhichOtherWordsComeAreNoValues() {
    for (int i = 0; i < 300; i++) {
      read("kernel " + name(i) + " does " + name(7 * i % 300) + " now");
    }
    Rarity one = read("kernel suspends disk now");
    Rarity other = read("kernel resumes network now");

    assertThat(one.id()).isNotEqualTo(other.id());
  }

  @Test
  void aPatternIsNoNewsBecauseItsWordsAreNoLongerValues() {
    Rarity rarity = null;
    int news = 0;
    for (int i = 0; i < 400; i++) {
      rarity = read("user=" + name(i * 17 % 30) + " came");
      news += i >= 60 && rarity.newPattern() ? 1 : 0;
    }

    assertThat(news).isZero();
    assertThat(rarity.pattern()).isLessThan(4);
  }

  @Test
  void aWordCountsLessWhereFewRecordsHaveItsPlace() {
    for (int i = 0; i < 100; i++) {
      read("level info");
      read("level info");
      read("level info");
      read("other kind of line");
    }

    assertThat(read("level error").word())
        .isCloseTo(Math.pow(301 / 401.0, 3) * Math.log(301 / 2.0), within(1e-9));
  }

  @Test
  void whatHappenedBeforeIsToldAgainAfterAPause() {
    for (int i = 0; i < 340; i++) {
      read(i < 300 ? "tick" : "disk of replica lost");
    }
    for (int i = 0; i < 800; i++) {
      read("tick");
    }

    assertThat(read("disk of replica lost").pattern()).isCloseTo(Math.log(801 / 8.0), within(1e-9));
    assertThat(read("tick").pattern()).isLessThan(0.3);
  }

  @Test
  void theTextOfAPatternHasPlaceholdersForWhatIsKnownToVary() {
    for (int i = 0; i < 60; i++) {
      assertThat(read("login of user=" + name(i) + " took " + i + " ms").shown().text())
          .isEqualTo("login of user " + (i < 59 ? name(i) : "<*>") + " took <*> ms");
    }
  }

  /** Of thirty names, on which the words counted for the score go back and forth. */
  @Test
  void theSameTextHasTheSameIdWhileFewWordsVary() {
    Map<String, Long> ids = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      String text = "user=" + name(i * 17 % 30) + " came";
      long id = read(text).shown().id();
      assertThat(ids.putIfAbsent(text, id)).isIn(null, id);
    }
    assertThat(ids.values()).doesNotHaveDuplicates().hasSize(30);
  }

  @Test
  void anIdChangesOnceWhereAnyNumberOfWordsVary() {
    Map<String, Set<Long>> ids = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      String text = "user=" + name(i * 17 % 300) + " came";
      ids.computeIfAbsent(text, t -> new LinkedHashSet<>()).add(read(text).shown().id());
    }
    assertThat(ids.values()).allMatch(of -> of.size() <= 2);
    assertThat(read("user=zoe came").shown()).isEqualTo(read("user=abe came").shown());
  }

  @Test
  void equalPatternsHaveTheSameIdWhateverTheStreamShowedBefore() {
    long first = read("disk 7 is full").shown().id();
    for (int i = 0; i < 100; i++) {
      read("tick " + i);
    }

    assertThat(read("disk 8 is full").shown().id())
        .isEqualTo(first)
        .isEqualTo(RecordPattern.of("disk 9 is full").id());
  }

  @Test
  void theTextOfALongPatternIsCut() {
    String text = read("word ".repeat(300)).shown().text();

    assertThat(text).hasSize(StreamPattern.MAX_TEXT).startsWith("word word").endsWith("…");
  }

  private Rarity read(String text) {
    Rarity rarity = book.read(RecordPattern.of(text), 0, history, memory);
    history = rarity.after();
    return rarity;
  }

  private static String name(int number) {
    return "x" + (char) ('a' + number % 26) + (char) ('a' + number / 26);
  }
}
