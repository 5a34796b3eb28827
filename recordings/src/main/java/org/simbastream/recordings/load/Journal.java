package org.simbastream.recordings.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The generator's file of what it has written, a line a batch. */
final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  /** Records a batch; the generator continues if the journal can't be written. */
  void keep(int batch, int lines, long bytes) {
    try {
      Files.writeString(
          file,
          batch + "\t" + lines + "\t" + bytes + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.error("Batch {} is not in the journal {}", batch, file, e);
    }
  }
}
