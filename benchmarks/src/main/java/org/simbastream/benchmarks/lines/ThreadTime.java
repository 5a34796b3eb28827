package org.simbastream.benchmarks.lines;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What this thread has used of a processor: other processes do not count. */
final class ThreadTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadTime() {}

  /** The microseconds of a processor that a task takes in this thread. */
  static double microseconds(Runnable task) {
    long before = THREADS.getCurrentThreadCpuTime(); // nanoseconds
    task.run();
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e3;
  }
}
