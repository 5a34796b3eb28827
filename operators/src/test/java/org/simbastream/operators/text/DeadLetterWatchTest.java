package org.simbastream.operators.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.records.RejectionReason;

/** A job of which most records become dead letters says so. */
class DeadLetterWatchTest {

  private final List<String> warnings = new ArrayList<>();
  private long now = 1_700_000_000_000L;
  private final DeadLetterWatch watch = new DeadLetterWatch(() -> now, warnings::add);

  @Test
  void whenAllRecordsAreRejectedItIsSaidSoonAndThenOnceAMinute() {
    for (int second = 0; second < 180; second++) {
      watch.read();
      watch.rejected(RejectionReason.MALFORMED_JSON);
      now += 1_000;
    }
    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0))
        .startsWith("All 11 records since ")
        .contains("MALFORMED_JSON 11")
        .contains("simba.record.format")
        .contains("simba.output.dead-letters.topic");
    assertThat(warnings.get(1)).startsWith("All 60 records since ");
  }

  @Test
  void aFewBadRecordsAmongManyAreNoNews() {
    for (int second = 0; second < 180; second++) {
      watch.read();
      if (second % 3 == 0) {
        watch.rejected(RejectionReason.INVALID_UTF8);
      }
      now += 1_000;
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void mostOfThemAreNewsWithTheCountOfEachReason() {
    for (int second = 0; second < 20; second++) {
      watch.read();
      if (second % 10 != 0) {
        watch.rejected(
            second % 2 == 0 ? RejectionReason.INVALID_UTF8 : RejectionReason.MISSING_TEXT);
      }
      now += 1_000;
    }
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains(" of 12 records")
        .contains("INVALID_UTF8")
        .contains("MISSING_TEXT");
  }
}
