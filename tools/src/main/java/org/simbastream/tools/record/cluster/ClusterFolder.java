package org.simbastream.tools.record.cluster;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.flink.util.FileUtils;

/** The temporary folder in which all processes run, and what they find there. */
public final class ClusterFolder {

  /** The class path of all processes, relative to the folder. */
  static final String CLASS_PATH = "class-path.jar";

  private final Path root;

  private ClusterFolder(Path root) {
    this.root = root;
  }

  /** Makes the folder, with the logging configurations and the class path of this JVM. */
  static ClusterFolder create() throws IOException {
    // the name tells whose it is, should this process be killed before it can delete it
    String prefix = "word-count-" + ProcessHandle.current().pid() + "-";
    ClusterFolder folder = new ClusterFolder(Files.createTempDirectory(prefix));
    for (String part : new String[] {"conf", "log", "data", "tmp", "inbox", "checkpoints"}) {
      Files.createDirectory(folder.root.resolve(part));
    }
    for (String kind : new String[] {"flink", "kafka", "application"}) {
      String name = "log4j-" + kind + ".properties";
      try (InputStream in = ClusterFolder.class.getResourceAsStream(name)) {
        Files.copy(in, folder.conf(name));
      }
    }
    folder.writeClassPath();
    return folder;
  }

  Path root() {
    return root;
  }

  Path conf(String file) {
    return root.resolve("conf").resolve(file);
  }

  Path log(String process) {
    return root.resolve("log").resolve(process + ".log");
  }

  /** Where a process's standard output goes: what a JVM says when it can't log. */
  Path output(String process) {
    return root.resolve("log").resolve(process + ".out");
  }

  /** The broker's data. */
  public Path brokerData() {
    return root.resolve("data").resolve("kafka");
  }

  /** The generator's journal. */
  public Path journal() {
    return root.resolve("data").resolve("journal");
  }

  /** The generator's inbox. */
  public Path inbox() {
    return root.resolve("inbox");
  }

  /** Where Flink keeps its checkpoints. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** The milliseconds by which the generator's host has its clock wrong; absent if it's right. */
  public Path hostClock() {
    return root.resolve("data").resolve("host-clock");
  }

  void writeProperties(String file, Map<String, String> entries) throws IOException {
    Properties properties = new Properties();
    properties.putAll(entries);
    try (BufferedWriter writer = Files.newBufferedWriter(conf(file), StandardCharsets.UTF_8)) {
      properties.store(writer, null);
    }
  }

  void writeYaml(String file, Map<String, String> entries) throws IOException {
    String yaml =
        new TreeMap<>(entries)
            .entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    Files.writeString(conf(file), yaml, StandardCharsets.UTF_8);
  }

  /** Deletes everything, as far as that goes. */
  void delete() {
    FileUtils.deleteDirectoryQuietly(root.toFile());
  }

  /**
   * A jar whose manifest names this JVM's class path. The processes log their class path at their
   * start: like this it is short and names no folder of this machine.
   */
  private void writeClassPath() throws IOException {
    String entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> new File(entry).getAbsoluteFile().toURI().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, entries);
    try (OutputStream out = Files.newOutputStream(root.resolve(CLASS_PATH))) {
      new JarOutputStream(out, manifest).close();
    }
  }
}
