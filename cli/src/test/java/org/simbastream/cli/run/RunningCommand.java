package org.simbastream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command of simba's in a process of its own, with the logging that it is shipped with. */
final class RunningCommand implements AutoCloseable {

  private static final Pattern WEB_PAGE = Pattern.compile("Flink's web page: (\\S+)");

  private final Process process;
  private final Path said;

  /**
   * Starts a command.
   *
   * @param directory where its log and what it says go: {@code simba-COMMAND.log}, {@code
   *     COMMAND.out}
   */
  RunningCommand(Path directory, String command, String... arguments) throws IOException {
    this.said = directory.resolve(command + ".out");
    List<String> line = new ArrayList<>();
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Xmx1g",
            "-Dai.djl.offline=true",
            "-Dlog4j2.configurationFile="
                + Path.of(System.getProperty("simba.repository"), "conf", "log4j2.properties"),
            "-Dsimba.log.dir=" + directory,
            "-Dsimba.terminal=true",
            "-cp",
            classPath(),
            "org.simbastream.cli.SimbaCommand",
            command));
    line.addAll(List.of(arguments));
    this.process =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
  }

  /** That of this test, which may have been given relative to another directory. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where Flink's web page is, once the command has said so. */
  URI webPage() throws IOException {
    Matcher found = WEB_PAGE.matcher(Files.readString(said));
    assertThat(found.find()).as("a web page in what it said: %s", said).isTrue();
    return URI.create(found.group(1));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as Ctrl-C does. */
  void interrupt(Duration patience) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
  }

  /** What it has said when it has ended, which must be well. */
  String await(Duration patience) throws IOException, InterruptedException {
    return await(patience, 0);
  }

  /** What it has said when it has ended with an exit code. */
  String await(Duration patience, int exitCode) throws IOException, InterruptedException {
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("it has ended; it said: %s", said()).isTrue();
    assertThat(process.exitValue()).as(said()).isEqualTo(exitCode);
    return said();
  }

  /** Waits until it has said something. */
  void awaitSaid(String something, Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!said().contains(something)) {
      assertThat(process.isAlive() && System.nanoTime() < deadline)
          .as("%s in: %s", something, said())
          .isTrue();
      Thread.sleep(200);
    }
  }

  /** What it has said so far. */
  String said() throws IOException {
    return Files.readString(said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
