package org.simbastream.evaluation.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.simbastream.evaluation.MissingDataException;

/** A data folder's corpus: logs and other text, a file for each system or book. */
public final class Corpus {

  private static final Path LOGS = Path.of("corpus", "logs");
  private static final Path TEXT = Path.of("corpus", "text");

  private final Path data;

  /** The corpus of a data folder. */
  public Corpus(Path data) {
    this.data = data;
  }

  /**
   * The logs, by name.
   *
   * @throws MissingDataException if there are none
   * @throws IOException if the folder can't be read
   */
  public List<CorpusFile> logs() throws IOException {
    return files(LOGS);
  }

  /**
   * Texts that are not logs, by name.
   *
   * @throws MissingDataException if there are none
   * @throws IOException if the folder can't be read
   */
  public List<CorpusFile> text() throws IOException {
    return files(TEXT);
  }

  private List<CorpusFile> files(Path folder) throws IOException {
    Path directory = data.resolve(folder);
    if (!Files.isDirectory(directory)) {
      throw new MissingDataException("there is no folder " + directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<CorpusFile> found =
          files.filter(Files::isRegularFile).sorted().map(CorpusFile::new).toList();
      if (found.isEmpty()) {
        throw new MissingDataException("there are no files in " + directory);
      }
      return found;
    }
  }
}
