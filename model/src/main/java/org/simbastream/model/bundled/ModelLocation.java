package org.simbastream.model.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.MambaConfiguration;

/** Where a model is: a directory, or {@value #BUNDLED} for the one inside this library. */
public final class ModelLocation {

  /** The name of the model that is part of this library. */
  public static final String BUNDLED = "bundled";

  /** The file in which training says what it read; a model may lack it. */
  public static final String TRAINING_FILE = "training.json";

  private static final String NAME = "simba-logs";
  private static final List<String> FILES =
      List.of(MambaConfiguration.FILE, Checkpoint.WEIGHTS_FILE, Checkpoint.TOKENIZER_FILE);

  private ModelLocation() {}

  /**
   * Lets {@code reader} read the model's directory. The bundled model is unpacked for as long as
   * that takes.
   *
   * @param location a directory, or {@value #BUNDLED}
   * @throws UncheckedIOException if the bundled model can't be unpacked
   */
  public static <T> T read(String location, Function<Path, T> reader) {
    if (!location.equals(BUNDLED)) {
      return reader.apply(Path.of(location));
    }
    try {
      Path parent = Files.createTempDirectory("simba-model");
      Path directory = Files.createDirectory(parent.resolve(NAME));
      // Ctrl-C ends most commands while they read the model's directory.
      Thread atExit = new Thread(() -> deleteQuietly(parent, directory), "simba-model-unpacked");
      Runtime.getRuntime().addShutdownHook(atExit);
      try {
        for (String file : FILES) {
          unpack(file, directory.resolve(file));
        }
        unpackIfThere(TRAINING_FILE, directory.resolve(TRAINING_FILE));
        return reader.apply(directory);
      } finally {
        delete(parent, directory);
        forget(atExit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled model can't be unpacked: " + e.getMessage(), e);
    }
  }

  private static void delete(Path parent, Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(TRAINING_FILE));
    for (String file : FILES) {
      Files.deleteIfExists(directory.resolve(file));
    }
    Files.deleteIfExists(directory);
    Files.deleteIfExists(parent);
  }

  private static void deleteQuietly(Path parent, Path directory) {
    try {
      delete(parent, directory);
    } catch (IOException e) {
      // the JVM is going; what is left is in the system's folder for such files
    }
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is going, and the hook has run or runs
    }
  }

  private static void unpackIfThere(String file, Path to) throws IOException {
    if (ModelLocation.class.getResource(NAME + "/" + file) != null) {
      unpack(file, to);
    }
  }

  private static void unpack(String file, Path to) throws IOException {
    try (InputStream in = ModelLocation.class.getResourceAsStream(NAME + "/" + file)) {
      if (in == null) {
        throw new IOException(NAME + "/" + file + " is not in this library's jar");
      }
      Files.copy(in, to);
    }
  }
}
