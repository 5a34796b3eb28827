package org.simbastream.job.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** When a file was last changed, which is about the time of its last line. */
public final class LastChange {

  private LastChange() {}

  /** The time in milliseconds since the epoch; the present if the file does not tell. */
  public static LongSupplier of(Path file) {
    try {
      long changed = Files.getLastModifiedTime(file).toMillis();
      return () -> changed;
    } catch (IOException e) {
      return System::currentTimeMillis;
    }
  }
}
