package org.simbastream.kernels.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every item is done once, by whomever, and nobody is left behind. */
@Timeout(60)
class ThreadTeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyItemIsDoneOnceInSharesOfWholeGrains(int size) {
    try (ThreadTeam team = new ThreadTeam(size)) {
      everyItemOnce(size, team::divide);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyItemIsDoneOnceInFineSharesToo(int size) {
    try (ThreadTeam team = new ThreadTeam(size)) {
      everyItemOnce(size, team::divideFinely);
    }
  }

  private interface Division {
    void divide(int items, int grain, ThreadTeam.Share share);
  }

  private static void everyItemOnce(int size, Division division) {
    for (int grain : new int[] {1, 4, 48}) {
      for (int items = 0; items < 120; items++) {
        int smallest = Math.min(grain, items);
        AtomicIntegerArray done = new AtomicIntegerArray(items);
        division.divide(
            items,
            grain,
            (member, from, to) -> {
              assertThat(from % grain).isZero();
              assertThat(to - from).isGreaterThanOrEqualTo(smallest);
              assertThat(member).isBetween(0, size - 1);
              for (int i = from; i < to; i++) {
                done.incrementAndGet(i);
              }
            });
        for (int i = 0; i < items; i++) {
          assertThat(done.get(i)).as("item %d of %d", i, items).isOne();
        }
      }
    }
  }

  @Test
  void whoIsHeldUpLeavesFineSharesToTheOthers() {
    AtomicInteger byTheHelper = new AtomicInteger();
    CountDownLatch helperHasOne = new CountDownLatch(1);
    CountDownLatch callerDone = new CountDownLatch(15);
    try (ThreadTeam team = new ThreadTeam(2)) {
      team.divideFinely(
          16,
          1,
          (member, from, to) -> {
            if (member == 1) {
              byTheHelper.incrementAndGet();
              helperHasOne.countDown();
              await(callerDone); // that is all the other shares
            } else {
              await(helperHasOne);
              callerDone.countDown();
            }
          });
    }
    assertThat(byTheHelper).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void allMembersTakePartWhenThereIsEnoughToDo() {
    Set<Integer> members = ConcurrentHashMap.newKeySet();
    try (ThreadTeam team = new ThreadTeam(4)) {
      team.divide(8, 2, (member, from, to) -> members.add(member));
    }
    assertThat(members).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void whatAMemberWroteIsSeenByTheCaller() {
    int[] values = new int[1000];
    try (ThreadTeam team = new ThreadTeam(3)) {
      for (int round = 1; round <= 2000; round++) {
        int written = round;
        team.divide(values.length, 1, (member, from, to) -> Arrays.fill(values, from, to, written));
        assertThat(Arrays.stream(values).allMatch(value -> value == written)).isTrue();
      }
    }
  }

  @Test
  void aHelpersFailureIsTheCallersAndTheTeamGoesOn() {
    try (ThreadTeam team = new ThreadTeam(3)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  team.divide(
                      3,
                      1,
                      (member, from, to) -> {
                        if (member == 2) {
                          throw new IllegalStateException("no");
                        }
                      }))
          .withMessage("no");
      int[] sum = new int[3];
      team.divide(3, 1, (member, from, to) -> sum[member] = to);
      assertThat(sum).containsExactly(1, 2, 3);
    }
  }

  @Test
  void helpersSleepWhenThereIsNothingToDoAndEndWithTheTeam() throws InterruptedException {
    ThreadTeam team = new ThreadTeam(2);
    Thread[] helper = new Thread[1];
    team.divide(
        2,
        1,
        (member, from, to) -> {
          if (member == 1) {
            helper[0] = Thread.currentThread();
          }
        });
    while (helper[0].getState() != Thread.State.WAITING) {
      Thread.yield();
    }
    boolean[] woken = new boolean[2];
    team.divide(2, 1, (member, from, to) -> woken[member] = true);
    assertThat(woken).containsExactly(true, true);
    team.close();
    helper[0].join(Duration.ofSeconds(20).toMillis());
    assertThat(helper[0].isAlive()).isFalse();
  }

  @Test
  void aTeamOfNobodyIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ThreadTeam(0));
  }
}
