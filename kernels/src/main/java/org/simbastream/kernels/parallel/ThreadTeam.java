package org.simbastream.kernels.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.simbastream.annotation.PublicApi;

/**
 * Threads that share the work of one forward pass: its caller and helpers. They synchronize after
 * every step, several hundred times a second, so helpers wait actively for the next step and sleep
 * only when none comes for a while.
 *
 * <p>Used by the thread that divides the work. The result of an item must not depend on where the
 * work was divided; then results do not depend on the size of the team.
 */
@PublicApi
public final class ThreadTeam implements AutoCloseable {

  /** One member's share of a step. */
  @FunctionalInterface
  public interface Share {
    /**
     * Processes the items from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param member the index of the thread, 0 … size - 1, for its own memory
     */
    void run(int member, int from, int to);
  }

  private static final int PIECES_OF_A_MEMBER = 8;

  private final List<TeamThread> helpers = new ArrayList<>();

  /**
   * A team of {@code size} threads, the caller included; a team of one has no helpers and divides
   * nothing.
   *
   * @throws IllegalArgumentException unless there is at least one
   */
  public ThreadTeam(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team of " + size + " threads, expected at least 1");
    }
    for (int member = 1; member < size; member++) {
      helpers.add(new TeamThread(member));
    }
    helpers.forEach(Thread::start);
  }

  /** How many threads, the caller among them. */
  public int size() {
    return helpers.size() + 1;
  }

  /**
   * Divides {@code items} into shares and returns when all are done. Every share begins at a whole
   * grain and none is smaller than one, unless all items together are.
   *
   * @param grain how many items are not to be separated
   */
  public void divide(int items, int grain, Share share) {
    if (items == 0) {
      return;
    }
    int shares = Math.min(size(), Math.max(1, items / grain));
    for (int member = 1; member < shares; member++) {
      helpers
          .get(member - 1)
          .give(share, begin(member, shares, items, grain), end(member, shares, items, grain));
    }
    RuntimeException failure = null;
    try {
      share.run(0, 0, end(0, shares, items, grain));
    } catch (RuntimeException e) {
      failure = e;
    }
    for (int member = 1; member < shares; member++) {
      RuntimeException other = helpers.get(member - 1).await();
      failure = failure == null ? other : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * As {@link #divide}, in smaller shares; each thread takes the next one when it has finished one.
   * For steps so short that a late thread, or a busy processor, would delay the whole team.
   */
  public void divideFinely(int items, int grain, Share share) {
    int pieces = Math.min(PIECES_OF_A_MEMBER * size(), items / grain);
    if (size() == 1 || pieces < size()) {
      divide(items, grain, share);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    divide(
        size(),
        1,
        (member, from, to) -> {
          for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
            share.run(member, begin(piece, pieces, items, grain), end(piece, pieces, items, grain));
          }
        });
  }

  @Override
  public void close() {
    helpers.forEach(TeamThread::leave);
  }

  private static int begin(int member, int shares, int items, int grain) {
    return (int) ((long) (items / grain) * member / shares) * grain;
  }

  private static int end(int member, int shares, int items, int grain) {
    return member + 1 == shares ? items : begin(member + 1, shares, items, grain);
  }
}
