package org.simbastream.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  @Property(seed = "1", tries = 500)
  void everyLetterIsReplayedByTheFirstRunThatAsksForItAndByNoOther(
      @ForAll @Size(max = 40) Set<@IntRange(max = 99) Integer> offsets,
      @ForAll @Size(min = 1, max = 5) List<@Size(max = 40) Set<@IntRange(max = 99) Integer>> runs,
      @ForAll @IntRange(min = 1, max = 40) int limit) {
    TreeSet<Integer> letters = new TreeSet<>(offsets);
    Set<Integer> replayed = new TreeSet<>();
    Set<Integer> wanted = new TreeSet<>();
    OffsetAndMetadata committed = null;
    for (Set<Integer> asked : runs) {
      PartitionProgress progress = PartitionProgress.of(committed, 0);
      int left = limit;
      for (int letter : letters.tailSet((int) progress.start())) {
        if (left == 0) {
          break;
        }
        if (progress.isDone(letter)) {
          progress.done(letter);
        } else if (asked.contains(letter)) {
          assertThat(replayed.add(letter)).as("letter %d for the first time", letter).isTrue();
          progress.done(letter);
          left--;
        } else {
          progress.left(letter);
        }
        committed = progress.copy().toCommit();
      }
      if (left > 0) { // the run came to its end: whatever it was asked for is done
        wanted.addAll(asked);
      }
    }
    wanted.retainAll(letters);
    assertThat(replayed).containsAll(wanted);
  }

  @Test
  void withoutAnyLeftTheOffsetAloneSaysIt() {
    PartitionProgress progress = PartitionProgress.of(null, 3);
    progress.done(3);
    progress.done(5);
    assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(6));
  }

  @Test
  void theOffsetIsThatOfTheFirstLetterLeft() {
    PartitionProgress progress = PartitionProgress.of(null, 0);
    progress.done(0);
    progress.left(1);
    progress.done(2);
    OffsetAndMetadata committed = progress.toCommit();
    assertThat(committed.offset()).isEqualTo(1);
    PartitionProgress next = PartitionProgress.of(committed, 0);
    assertThat(List.of(next.isDone(0), next.isDone(1), next.isDone(2), next.isDone(3)))
        .containsExactly(true, false, true, false);
  }

  @Test
  void aRunOfLettersThatAreLeftIsOneRangeAcrossKafkasMarkers() {
    PartitionProgress progress = PartitionProgress.of(null, 0);
    for (long offset = 0; offset < 1_000_000; offset += 3) {
      progress.left(offset);
    }
    progress.done(1_000_000);
    assertThat(progress.toCommit().metadata()).hasSizeLessThan(20);
  }

  @Test
  void lettersTooScatteredAreRefusedRatherThanForgotten() {
    PartitionProgress progress = PartitionProgress.of(null, 0);
    for (long offset = 0; offset < 80_000; offset += 2) {
      progress.left(offset);
      progress.done(offset + 1);
    }
    assertThatThrownBy(progress::toCommit)
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("40000 separate ranges")
        .hasMessageContaining("--limit");
  }

  @Test
  void aThousandPlacesCanBeRemembered() {
    PartitionProgress progress = PartitionProgress.of(null, 0);
    List<Long> left = new ArrayList<>();
    for (long offset = 0; offset < 100_000; offset += 100) {
      progress.left(offset);
      progress.done(offset + 1);
      left.add(offset);
    }
    PartitionProgress next = PartitionProgress.of(progress.toCommit(), 0);
    assertThat(left).noneMatch(next::isDone).allMatch(offset -> next.isDone(offset + 1));
  }

  @Property(seed = "2", tries = 1000)
  void metadataOfOthersIsRefusedNotMisread(@ForAll String metadata) {
    try {
      PartitionProgress.of(new OffsetAndMetadata(5, metadata), 0).isDone(7);
      assertThat(metadata).matches("|1:.*");
    } catch (ReplayException e) {
      assertThat(e).hasMessageContaining("--from-beginning");
    }
  }
}
