package org.simbastream.model.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.MambaConfiguration;

/** Where a model is: a directory, or {@value #BUNDLED} for the one inside this library. */
@PublicApi
public final class ModelLocation {

  /** The name of the model that is part of this library. */
  public static final String BUNDLED = "bundled";

  /** The file in which training records its data; a model may lack it. */
  public static final String TRAINING_FILE = "training.json";

  private static final String NAME = "simba-logs";

  /**
   * The prefix of the system property with the directory of the unpacked bundled model; a checksum
   * follows.
   */
  private static final String UNPACKED = "org.simbastream.model.unpacked";

  private static final List<String> FILES =
      List.of(MambaConfiguration.FILE, Checkpoint.WEIGHTS_FILE, Checkpoint.TOKENIZER_FILE);

  private ModelLocation() {}

  /**
   * Passes the model's directory to {@code reader}. The bundled model is unpacked at its first use,
   * once per JVM, into a temporary directory that is deleted with the JVM.
   *
   * @param location a directory, or {@value #BUNDLED}
   * @throws UncheckedIOException if the bundled model can't be unpacked
   */
  public static <T> T read(String location, Function<Path, T> reader) {
    return reader.apply(location.equals(BUNDLED) ? unpacked() : Path.of(location));
  }

  private static Path unpacked() {
    try {
      // A JVM may load this class several times, as Flink does for each job; whatever the class,
      // the same weights are unpacked once. Their checksum is part of the name, since the libraries
      // of two jobs may differ.
      String property = UNPACKED + "." + checksum();
      synchronized (property.intern()) {
        String known = System.getProperty(property);
        if (known != null && isWhole(Path.of(known))) {
          return Path.of(known);
        }
        Path directory = unpack();
        System.setProperty(property, directory.toString());
        return directory;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled model can't be unpacked: " + e.getMessage(), e);
    }
  }

  private static boolean isWhole(Path directory) {
    return FILES.stream().map(directory::resolve).allMatch(Files::isRegularFile);
  }

  /** The checksum of the weights: from the jar, or computed from the file if the jar has none. */
  private static String checksum() throws IOException {
    URL weights = ModelLocation.class.getResource(NAME + "/" + Checkpoint.WEIGHTS_FILE);
    if (weights == null) {
      throw new IOException(NAME + "/" + Checkpoint.WEIGHTS_FILE + " is not in this library's jar");
    }
    URLConnection connection = weights.openConnection();
    connection.setUseCaches(false); // or the JVM keeps the jar open, of each job that was ever run
    if (connection instanceof JarURLConnection jar) {
      try (JarFile file = jar.getJarFile()) {
        return Long.toHexString(file.getJarEntry(jar.getEntryName()).getCrc());
      }
    }
    CRC32 crc = new CRC32();
    try (InputStream in = connection.getInputStream()) {
      crc.update(in.readAllBytes());
    }
    return Long.toHexString(crc.getValue());
  }

  private static Path unpack() throws IOException {
    Path parent = Files.createTempDirectory("simba-model");
    parent.toFile().deleteOnExit(); // the last one registered is deleted first
    Path directory = Files.createDirectory(parent.resolve(NAME));
    directory.toFile().deleteOnExit();
    for (String file : FILES) {
      unpack(file, directory.resolve(file));
    }
    unpackIfThere(TRAINING_FILE, directory.resolve(TRAINING_FILE));
    return directory;
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
      to.toFile().deleteOnExit();
      Files.copy(in, to);
    }
  }
}
