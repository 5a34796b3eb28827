package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final String LINE =
      "2026-11-24 00:10:56,263 WARN  org.example.Task [] - disk 7 full";

  @Test
  void aLineIsShownFromItsMessageOn() {
    int at = LINE.indexOf("7 full");
    Reason seven = new Reason("value", at, at + 1, 4.5, "");
    Reason rate = new Reason("rate", -1, -1, 3.0, "");
    assertThat(Excerpt.of(LINE, "", List.of(seven, rate)))
        .isEqualTo(
            new Excerpt("disk 7 full", List.of(new Reason("value", 5, 6, 4.5, ""), rate), ""));
  }

  @Test
  void whatDeviatesBeforeTheMessageIsShownToo() {
    int at = LINE.indexOf("org.");
    Reason name = new Reason("word", at, at + 16, 4.5, "");
    Excerpt excerpt = Excerpt.of(LINE, "", List.of(name));
    assertThat(excerpt.text()).startsWith("org.example.Task");
    assertThat(excerpt.why()).containsExactly(new Reason("word", 0, 16, 4.5, ""));
  }

  @Test
  void aLevelThatIsShownBesideItIsNotShownTwice() {
    int at = LINE.indexOf("WARN");
    Reason level = new Reason("word", at, at + 4, 4.5, "INFO");
    assertThat(Excerpt.of(LINE, "WARN", List.of(level)))
        .isEqualTo(new Excerpt("disk 7 full", List.of(), ""));
    assertThat(Excerpt.of(LINE, "", List.of(level)).text()).startsWith("WARN  org.");
  }

  @Test
  void ofARecordOfManyLinesTheFirstIsShownAndItsCause() {
    String trace = "\njava.io.IOException: no\n\tat a.B.c(B.java:1)\nCaused by: d.E: f\n\tat d.E";
    Reason beyond = new Reason("word", LINE.length() + 2, LINE.length() + 6, 4.5, "");
    assertThat(Excerpt.of(LINE + trace, "", List.of(beyond)))
        .isEqualTo(new Excerpt("disk 7 full", List.of(), "Caused by: d.E: f"));
  }

  @Test
  void aLongLineIsCutAndALineWithoutAMessageIsWhole() {
    Reason last = new Reason("word", 498, 499, 4.5, "");
    Excerpt excerpt = Excerpt.of("x".repeat(500), "", List.of(last));
    assertThat(excerpt).isEqualTo(new Excerpt("x".repeat(400) + "…", List.of(), ""));
    String time = "2026-11-24 00:10:56,263 WARN ";
    assertThat(Excerpt.of(time, "", List.of()).text()).isEqualTo(time);
    assertThat(Excerpt.of("", "", List.of()).text()).isEmpty();
  }
}
