package org.simbastream.benchmarks.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where models with random weights lie; they are written once. */
public final class Models {

  private Models() {}

  /** The directory of a shape's checkpoint within a folder. */
  public static Path directory(Path folder, Shape shape) {
    Path directory = folder.resolve("random-" + shape.label());
    Path done = directory.resolve("written");
    try {
      if (!Files.exists(done)) {
        RandomCheckpoint.write(shape, directory);
        Files.createFile(done);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be written: " + e.getMessage(), e);
    }
    return directory;
  }
}
