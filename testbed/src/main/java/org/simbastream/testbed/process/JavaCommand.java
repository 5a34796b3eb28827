package org.simbastream.testbed.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a JVM whose working directory is a {@link ProcessFolder}.
 *
 * @param logging which of the folder's logging configurations it has
 * @param options of the JVM; they take precedence over those that every process has
 * @param classPath the jar in the folder that names its class path
 * @param main the class and its arguments
 */
public record JavaCommand(
    String logging, List<String> options, String classPath, List<String> main) {

  /** For many small JVMs that share few cores: start fast, compile little. */
  public static final List<String> START_FAST =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  /**
   * The command line.
   *
   * @param process the process's name, which its log has too
   */
  List<String> lines(ProcessFolder folder, String process) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.util=ALL-UNNAMED"));
    // what a process logs of its surroundings is neutral
    command.addAll(
        List.of(
            "-Duser.name=" + folder.name(),
            "-Duser.home=" + folder.root(),
            "-Duser.timezone=UTC",
            "-Djava.io.tmpdir=" + folder.root().resolve("tmp"),
            "-Dlog.file=log/" + process + ".log",
            "-Dlog4j2.configurationFile=conf/log4j-" + logging + ".properties"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(main);
    return command;
  }
}
