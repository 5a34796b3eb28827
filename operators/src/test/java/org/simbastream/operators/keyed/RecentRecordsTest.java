package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.records.RecentRecords;

/** What a key keeps for a warm-up, and what it drops. */
class RecentRecordsTest {

  @Test
  void theLastRecordsAreKeptOldestFirst() {
    RecentRecords kept = RecentRecords.NONE.plus(List.of("a", "b"), 3).plus(List.of("c", "ü"), 3);
    assertThat(texts(kept)).containsExactly("b", "c", "ü");
    assertThat(kept.bytes()).isEqualTo(4);
    assertThat(texts(kept.plus(List.of(), 1))).containsExactly("ü");
  }

  @Test
  void theOldestGoWhereTheBytesAskForIt() {
    String third = "x".repeat(RecentRecords.MAX_BYTES / 3 - 1);
    RecentRecords kept = RecentRecords.NONE.plus(List.of("older", third, third, third), 100);
    assertThat(texts(kept)).containsExactly(third, third, third);
    assertThat(texts(kept.plus(List.of("new"), 100))).hasSize(4).endsWith("new");
    assertThat(texts(kept.plus(List.of("newer"), 100))).hasSize(3).endsWith("newer");
  }

  @Test
  void aRecordLongerThanAllIsLeftOutAndTheOthersStay() {
    String huge = "x".repeat(RecentRecords.MAX_BYTES + 1);
    assertThat(texts(RecentRecords.NONE.plus(List.of("a", huge, "b"), 9)))
        .containsExactly("a", "b");
  }

  private static List<String> texts(RecentRecords kept) {
    return kept.texts().stream().map(text -> new String(text, StandardCharsets.UTF_8)).toList();
  }
}
