package org.simbastream.model.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share the work of one forward pass: its caller and helpers. They meet after every
 * step, several hundred times a second, so that helpers wait for the next step awake and fall
 * asleep only when none comes for a while.
 *
 * <p>Belongs to the thread that divides work. What a part computes must not depend on where the
 * work was divided; then neither does the result on the size of the team.
 */
public final class Team implements AutoCloseable {

  /** One member's share of a step. */
  @FunctionalInterface
  public interface Share {
    /**
     * Does the items from {@code from} to {@code to}, exclusively.
     *
     * @param member which member does it, 0 … size - 1, for memory of its own
     */
    void run(int member, int from, int to);
  }

  private static final int PIECES_OF_A_MEMBER = 8;

  private final List<Helper> helpers = new ArrayList<>();

  /**
   * A team of that many threads, the caller among them; one needs no helper and divides nothing.
   *
   * @throws IllegalArgumentException unless there is at least one
   */
  public Team(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team of " + size + " threads, expected at least 1");
    }
    for (int member = 1; member < size; member++) {
      helpers.add(new Helper(member));
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
   * The same in smaller shares, of which each member takes the next one when it is done with its
   * last: for steps so short that a member's late start, or a busy processor, would hold up all.
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
    helpers.forEach(Helper::leave);
  }

  private static int begin(int member, int shares, int items, int grain) {
    return (int) ((long) (items / grain) * member / shares) * grain;
  }

  private static int end(int member, int shares, int items, int grain) {
    return member + 1 == shares ? items : begin(member + 1, shares, items, grain);
  }
}
