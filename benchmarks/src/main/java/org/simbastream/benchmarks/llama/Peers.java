package org.simbastream.benchmarks.llama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Peer;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.model.checkpoint.Checkpoint;

/** The peer that a benchmark compares with this project's model, unless it is left out. */
public final class Peers {

  private Peers() {}

  /** Llama.cpp with the same weights of a shape; empty if it was left out. */
  public static Optional<Peer> find(BenchmarkSettings settings, Shape shape) {
    if (!settings.peer()) {
      return Optional.empty();
    }
    settings.progress().accept("loading shape " + shape + " in llama.cpp");
    return Optional.of(LlamaPeer.load(file(settings.folder(), shape), settings.threads()));
  }

  /** The shape's GGUF file, which is written once. */
  private static Path file(Path folder, Shape shape) {
    Path file = folder.resolve("random-" + shape.label() + ".gguf");
    Path partial = folder.resolve(file.getFileName() + ".partial");
    try {
      if (!Files.exists(file)) {
        GgufExport.write(Checkpoint.open(Models.directory(folder, shape)), partial);
        Files.move(partial, file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written: " + e.getMessage(), e);
    }
  }
}
