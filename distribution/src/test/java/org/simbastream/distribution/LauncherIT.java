package org.simbastream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, with the class path that they have. */
class LauncherIT {

  private static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));

  @TempDir private Path folder;

  @Test
  void theDemoRunsToItsEndAndScoresEveryLine() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 40; line++) {
      lines.add("2026-11-28T10:00:%02dZ INFO request %d served".formatted(line, line));
    }
    Files.write(input.resolve("web.log"), lines);

    Ran demo = simba("demo", "--once", "--input", input.toString());

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("40 records").contains("40 scored of 40 lines, 0 dead letters");
  }

  @Test
  void nothingIsPrintedBeforeWhatACommandHasToSay() throws Exception {
    Ran version = simba("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("simba-stream ");
    assertThat(version.err()).isEmpty();
  }

  @Test
  void whatACommandSaysOnStandardErrorIsPassedOnToTheLastLine() throws Exception {
    Ran wrong = simba("demo", "--no-such-option");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("Unknown option: '--no-such-option'").endsWith("\n");
  }

  private record Ran(int code, String out, String err) {}

  private Ran simba(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(REPOSITORY.resolve("simba").toString()));
    command.addAll(List.of(arguments));
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().put("SIMBA_LOG_DIR", folder.resolve("logs").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as(Files.readString(err.toPath())).isTrue();
    return new Ran(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
