package org.simbastream.recordings.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.simbastream.testbed.process.ProcessFolder;

/**
 * The contents of the folder in which all processes run.
 *
 * @param processes the folder
 */
public record ClusterFolder(ProcessFolder processes) {

  /** The class path of all processes, relative to the folder. */
  static final String CLASS_PATH = "class-path.jar";

  /** Makes the folder, with the class path of this JVM. */
  static ClusterFolder create() throws IOException {
    ClusterFolder folder = new ClusterFolder(ProcessFolder.create("word-count"));
    Files.createDirectory(folder.inbox());
    Files.createDirectory(folder.checkpoints());
    folder.processes.writeClassPath(CLASS_PATH, ProcessFolder.classPathOfThisJvm());
    return folder;
  }

  /** The broker's data. */
  public Path brokerData() {
    return processes.data("kafka");
  }

  /** The generator's journal. */
  public Path journal() {
    return processes.data("journal");
  }

  /** The generator's inbox. */
  public Path inbox() {
    return processes.root().resolve("inbox");
  }

  /** Where Flink keeps its checkpoints. */
  public Path checkpoints() {
    return processes.root().resolve("checkpoints");
  }

  /** The milliseconds by which the generator's host has its clock wrong; absent if it's right. */
  public Path hostClock() {
    return processes.data("host-clock");
  }
}
