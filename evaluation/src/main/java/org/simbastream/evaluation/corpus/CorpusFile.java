package org.simbastream.evaluation.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of the corpus.
 *
 * @param path where it is
 */
public record CorpusFile(Path path) {

  /** The share of a file's lines that training may see: those before all others. */
  private static final double TRAINING_SHARE = 0.95;

  /** The file's name, its extension included. */
  public String fileName() {
    return path.getFileName().toString();
  }

  /** The file's name without its extension. */
  public String name() {
    return fileName().replaceFirst("\\.[^.]*$", "");
  }

  /**
   * Reads the file and divides it as training does: after line feeds, carriage returns taken for
   * line ends too.
   *
   * @throws IOException if it can't be read
   */
  public DividedText read() throws IOException {
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
    int training = (int) (lines.length * TRAINING_SHARE);
    boolean lineFeedAtEnd = lines.length > training && lines[lines.length - 1].isEmpty();
    int end = lineFeedAtEnd ? lines.length - 1 : lines.length;
    return new DividedText(
        Arrays.asList(lines).subList(0, training), Arrays.asList(lines).subList(training, end));
  }
}
