package org.simbastream.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.simbastream.dashboard.live.StreamRow;

class RowChangesTest {

  private final RowChanges changes = new RowChanges(100);

  @Test
  void onlyWhatDiffersIsSent() {
    assertThat(changes.next(List.of(row("a", 1), row("b", 2)), 0).rows()).hasSize(2);
    assertThat(changes.next(List.of(row("a", 1), row("b", 2)), 0).isNothing()).isTrue();
    assertThat(changes.next(List.of(row("a", 1), row("b", 3)), 0).rows())
        .extracting(StreamRow::key)
        .containsExactly("b");
  }

  @Test
  void ofManyThatChangeEachHasItsTurn() {
    Set<String> heard = new HashSet<>();
    for (int second = 0; second < 5; second++) {
      int version = second * 1_000;
      RowChanges.Changes sent =
          changes.next(
              IntStream.range(0, 500).mapToObj(i -> row("s" + i, version + i)).toList(), 7);
      assertThat(sent.rows()).hasSize(100);
      assertThat(sent.changed()).isEqualTo(500);
      assertThat(sent.kept()).isEqualTo(500);
      sent.rows().forEach(row -> heard.add(row.key()));
    }
    assertThat(heard).hasSize(500);
  }

  @Test
  void streamsThatWereForgottenAreGone() {
    changes.next(List.of(row("a", 1), row("b", 2)), 0);
    assertThat(changes.next(List.of(row("b", 2)), 1).gone()).containsExactly("a");
    assertThat(changes.next(List.of(row("b", 2)), 1).gone()).isEmpty();
    assertThat(changes.next(List.of(row("a", 1), row("b", 2)), 1).rows())
        .extracting(StreamRow::key)
        .containsExactly("a");
  }

  private static StreamRow row(String key, long version) {
    return new StreamRow(key, version, 1, version, 0.5, 0, 1, null, null, 0);
  }
}
