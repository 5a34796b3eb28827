package org.simbastream.recordings.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What an application reads at its start from its properties file: entries that begin with {@code
 * kafka.} are its Kafka client's, the others its own.
 */
final class ApplicationSettings {

  private static final String KAFKA = "kafka.";

  private final Path file;
  private final Properties properties = new Properties();

  private ApplicationSettings(Path file) {
    this.file = file;
  }

  /** Reads the file that the application was given as its only argument. */
  static ApplicationSettings read(String[] args) throws IOException {
    ApplicationSettings settings = new ApplicationSettings(Path.of(args[0]));
    try (Reader reader = Files.newBufferedReader(settings.file, StandardCharsets.UTF_8)) {
      settings.properties.load(reader);
    }
    return settings;
  }

  /**
   * One of the application's own settings.
   *
   * @throws IllegalArgumentException if the file lacks it
   */
  String get(String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(file + " lacks " + name + ": add it");
    }
    return value;
  }

  /** The settings of the Kafka client, by Kafka's names. */
  Map<String, Object> kafka() {
    Map<String, Object> kafka = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(KAFKA)) {
        kafka.put(name.substring(KAFKA.length()), properties.getProperty(name));
      }
    }
    return kafka;
  }
}
