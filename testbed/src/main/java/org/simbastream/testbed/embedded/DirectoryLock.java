package org.simbastream.testbed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.server.util.FileLock;

/**
 * Prevents a second embedded broker, in this process or another, from using a directory.
 *
 * <p>Kafka's own lock comes too late for a node that is broker and controller at once: its
 * controller has already elected itself and written to the metadata log when the broker finds the
 * lock taken. The first broker then may not be able to shut down any more.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "embedded.lock";

  private final Path directory;
  private final FileLock lock;

  private DirectoryLock(Path directory, FileLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Takes the directory, creating it if it is absent.
   *
   * @throws IllegalStateException if another embedded broker has it
   * @throws UncheckedIOException if it can't be written
   */
  static DirectoryLock acquire(Path directory) {
    try {
      Files.createDirectories(directory);
      FileLock lock = new FileLock(directory.resolve(FILE).toFile());
      if (!lock.tryLock()) {
        lock.unlockAndClose();
        throw new IllegalStateException(
            "Another embedded Kafka uses the directory %s; end it, or give another directory"
                .formatted(directory));
      }
      return new DirectoryLock(directory, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("The directory " + directory + " can't be locked", e);
    }
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try {
      lock.unlockAndClose();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of " + directory + " can't be given back", e);
    }
  }
}
