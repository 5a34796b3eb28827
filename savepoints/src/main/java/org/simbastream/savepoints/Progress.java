package org.simbastream.savepoints;

import java.time.Duration;
import java.util.function.Consumer;

/** Reports the progress of reading a large savepoint every few seconds. */
public final class Progress {

  private static final long EVERY = Duration.ofSeconds(3).toNanos();

  private final Consumer<String> lines;
  private long next = System.nanoTime() + EVERY;

  /** Creates a progress report that writes to {@code lines}. */
  public Progress(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * Updates the progress.
   *
   * @param part the part of the key groups, from 0
   * @param parts of how many
   * @param keys keys read so far
   */
  public void at(int part, int parts, long keys) {
    if (System.nanoTime() - next >= 0) {
      lines.accept("part %,d of %,d, %,d keys".formatted(part + 1, parts, keys));
      next = System.nanoTime() + EVERY;
    }
  }
}
