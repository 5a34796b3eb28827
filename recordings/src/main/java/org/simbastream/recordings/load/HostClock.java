package org.simbastream.recordings.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.util.Clock;

/**
 * The simulated clock of an application's host: the true time, plus the milliseconds in the file
 * that the system property {@code host.clock} names, if there is one.
 *
 * <p>The application stamps its records by it, and log4j its log lines ({@code log4j2.clock}): so a
 * wrong clock is wrong for the one process, without the rights to set this machine's.
 */
public final class HostClock implements Clock {

  private static final long LOOK_EVERY_MS = 200;

  private final Path file;
  private long lastLook;
  private long offset;

  /** Made by log4j, by the name of the class. */
  public HostClock() {
    this(Path.of(System.getProperty("host.clock", "host-clock")));
  }

  HostClock(Path file) {
    this.file = file;
  }

  @Override
  public synchronized long currentTimeMillis() {
    long now = System.currentTimeMillis();
    if (now - lastLook >= LOOK_EVERY_MS) {
      lastLook = now;
      offset = read();
    }
    return now + offset;
  }

  private long read() {
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      return offset; // about to be replaced
    }
  }
}
