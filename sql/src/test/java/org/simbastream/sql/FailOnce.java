package org.simbastream.sql;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.functions.ScalarFunction;

/** Gives its argument back, and fails the query at the first one after it was told to. */
public final class FailOnce extends ScalarFunction {

  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  /** Lets the next argument of any query in this process be one too many. */
  static void arm() {
    FAILURES_LEFT.set(1);
  }

  /** Whether it has failed since it was told to. */
  static boolean hasFailed() {
    return FAILURES_LEFT.get() <= 0;
  }

  /** The argument. */
  public String eval(String argument) {
    if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("told to fail");
    }
    return argument;
  }
}
