package org.simbastream.tools.state;

import java.time.Duration;
import java.util.function.Consumer;

/** Says how far a long walk through a savepoint is, every few seconds. */
public final class Progress {

  private static final long EVERY = Duration.ofSeconds(3).toNanos();

  private final Consumer<String> lines;
  private long next = System.nanoTime() + EVERY;

  /** Progress that goes there. */
  public Progress(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * Where it is now.
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
