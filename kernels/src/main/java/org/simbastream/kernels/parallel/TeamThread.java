package org.simbastream.kernels.parallel;

import java.util.concurrent.locks.LockSupport;
import org.simbastream.kernels.parallel.ThreadTeam.Share;

/** A thread that runs one share after the other. */
final class TeamThread extends Thread {

  /** How long it waits actively: longer than the steps between two of its shares take. */
  private static final long AWAKE_NANOS = 200_000;

  /** How long it waits actively without yielding the processor. */
  private static final long ALONE_NANOS = 20_000;

  private final int member;
  private Share share;
  private int from;
  private int to;
  private RuntimeException failure;
  private volatile boolean busy; // writing it publishes the fields above
  private volatile boolean leaving;

  TeamThread(int member) {
    super("simba-team-" + member);
    this.member = member;
    setDaemon(true);
  }

  void give(Share next, int begin, int end) {
    share = next;
    from = begin;
    to = end;
    busy = true;
    LockSupport.unpark(this);
  }

  /** Waits until the share is done; returns its exception, or null. */
  RuntimeException await() {
    long start = System.nanoTime();
    while (busy) {
      pause(System.nanoTime() - start);
    }
    return failure;
  }

  void leave() {
    leaving = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    while (awaitShare()) {
      try {
        failure = null;
        share.run(member, from, to);
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        failure = new IllegalStateException("a helper thread failed: " + e, e);
      }
      share = null;
      busy = false;
    }
  }

  /** Waits for a share; returns false once the team is closed. */
  private boolean awaitShare() {
    long start = System.nanoTime();
    while (!busy) {
      if (leaving) {
        return false;
      }
      long waited = System.nanoTime() - start;
      if (waited < AWAKE_NANOS) {
        pause(waited);
      } else {
        LockSupport.park(this);
      }
    }
    return true;
  }

  private static void pause(long waited) {
    if (waited < ALONE_NANOS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
