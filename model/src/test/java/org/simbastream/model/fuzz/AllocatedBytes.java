package org.simbastream.model.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread has allocated on the heap since this was made. */
public final class AllocatedBytes {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  /** Bytes allocated so far, garbage included. */
  public long get() {
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
