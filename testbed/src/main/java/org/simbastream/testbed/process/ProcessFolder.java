package org.simbastream.testbed.process;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.flink.util.FileUtils;

/**
 * The temporary folder in which processes run, and its contents: {@code conf}, {@code log}, {@code
 * data}, {@code tmp}.
 */
public final class ProcessFolder {

  private final String name;
  private final Path root;

  private ProcessFolder(String name, Path root) {
    this.name = name;
    this.root = root;
  }

  /**
   * Makes the folder, with the logging configurations.
   *
   * @param name the prefix of its name; this process's id follows, which identifies a folder left
   *     over by a killed process
   */
  public static ProcessFolder create(String name) throws IOException {
    String prefix = name + "-" + ProcessHandle.current().pid() + "-";
    ProcessFolder folder = new ProcessFolder(name, Files.createTempDirectory(prefix));
    for (String part : new String[] {"conf", "log", "data", "tmp"}) {
      Files.createDirectory(folder.root.resolve(part));
    }
    for (String kind : new String[] {"flink", "kafka", "application"}) {
      String file = "log4j-" + kind + ".properties";
      try (InputStream in = ProcessFolder.class.getResourceAsStream(file)) {
        Files.copy(in, folder.conf(file));
      }
    }
    return folder;
  }

  String name() {
    return name;
  }

  /** The folder itself, the working directory of its processes. */
  public Path root() {
    return root;
  }

  /** A file of configuration. */
  public Path conf(String file) {
    return root.resolve("conf").resolve(file);
  }

  /** The log of a process. */
  public Path log(String process) {
    return root.resolve("log").resolve(process + ".log");
  }

  /** The file for a process's standard output: a JVM's messages when it can't log. */
  public Path output(String process) {
    return root.resolve("log").resolve(process + ".out");
  }

  /** A folder or file of data. */
  public Path data(String part) {
    return root.resolve("data").resolve(part);
  }

  /** Writes a file of configuration as Java properties. */
  public void writeProperties(String file, Map<String, String> entries) throws IOException {
    Properties properties = new Properties();
    properties.putAll(entries);
    try (BufferedWriter writer = Files.newBufferedWriter(conf(file), StandardCharsets.UTF_8)) {
      properties.store(writer, null);
    }
  }

  /** Writes a file of configuration as flat YAML. */
  public void writeYaml(String file, Map<String, String> entries) throws IOException {
    String yaml =
        new TreeMap<>(entries)
            .entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    Files.writeString(conf(file), yaml, StandardCharsets.UTF_8);
  }

  /**
   * Writes a jar whose manifest names a class path. Processes log their class path at their start:
   * like this it is short and names no folder of this machine.
   *
   * @param file the jar's name within the folder
   */
  public void writeClassPath(String file, List<Path> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            entries.stream()
                .map(entry -> entry.toAbsolutePath().toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(root.resolve(file))) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /** The class path of this JVM. */
  public static List<Path> classPathOfThisJvm() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** Deletes everything that can be deleted. */
  public void delete() {
    FileUtils.deleteDirectoryQuietly(root.toFile());
  }
}
