package org.simbastream.benchmarks.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;

/** Locates models with random weights, which are written once. */
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

  /** The directory of a shape's checkpoint with the bundled model's tokenizer in it. */
  public static Path withTokenizer(Path folder, Shape shape) {
    Path directory = directory(folder, shape);
    Path tokenizer = directory.resolve(Checkpoint.TOKENIZER_FILE);
    if (!Files.exists(tokenizer)) {
      ModelLocation.read(
          ModelLocation.BUNDLED,
          bundled -> {
            try {
              return Files.copy(bundled.resolve(Checkpoint.TOKENIZER_FILE), tokenizer);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return directory;
  }
}
