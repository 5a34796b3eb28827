package org.simbastream.tools.record.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a JVM whose working directory is the cluster's folder.
 *
 * @param logging which of the logging configurations it has: flink, kafka or application
 * @param options of the JVM
 * @param main the class and its arguments
 */
record JavaCommand(String logging, List<String> options, List<String> main) {

  List<String> lines(ClusterFolder folder, String process) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // many small JVMs share few cores: start fast, compile little
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(
        List.of(
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.util=ALL-UNNAMED"));
    // what a process logs of its surroundings is neutral
    command.addAll(
        List.of(
            "-Duser.name=wordcount",
            "-Duser.home=" + folder.root(),
            "-Duser.timezone=UTC",
            "-Djava.io.tmpdir=" + folder.root().resolve("tmp"),
            "-Dlog.file=log/" + process + ".log",
            "-Dlog4j2.configurationFile=conf/log4j-" + logging + ".properties"));
    command.addAll(options);
    command.addAll(List.of("-cp", ClusterFolder.CLASS_PATH));
    command.addAll(main);
    return command;
  }
}
