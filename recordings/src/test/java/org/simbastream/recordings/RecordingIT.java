package org.simbastream.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.fault.ActiveFault;
import org.simbastream.recordings.fault.Fault;
import org.simbastream.recordings.fault.Faults;
import org.simbastream.recordings.truth.GroundTruth;
import org.simbastream.recordings.truth.LineRange;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.recordings.truth.Phase;
import org.simbastream.recordings.truth.ShownLine;

/** Records with real processes; minutes long, hence not part of every build. */
@Tag("long")
@Timeout(400)
class RecordingIT {

  private static final Timing SHORT = new Timing(Duration.ofSeconds(10), 0);

  @TempDir Path folder;

  @AfterEach
  void noProcessAndNoTemporaryFolderIsLeft() throws Exception {
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    String prefix = "word-count-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(temporary.filter(path -> path.getFileName().toString().startsWith(prefix)))
          .isEmpty();
    }
  }

  @Test
  void recordsAPoisonRecordAndNamesTheLinesThatShowIt() throws Exception {
    new Recording(Faults.named("poison-record"), 1, SHORT, line -> {}).run(folder);

    GroundTruth truth = GroundTruth.read(folder);
    assertThat(truth.files())
        .contains("kafka-broker.log", "flink-jobmanager.log", "word-generator.log")
        .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
    assertThat(truth.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.process()).startsWith("flink-taskmanager-");
              assertThat(fault.injectedAt()).isLessThan(fault.endedAt());
              assertThat(fault.endedAt()).isLessThan(fault.recoveredAt());
              assertThat(fault.firstLines())
                  .extracting(ShownLine::text)
                  .anyMatch(text -> text.contains("NumberFormatException"));
              assertThat(fault.firstLines()).allSatisfy(this::assertThatItIsThere);
              for (ShownLine line : fault.firstLines()) {
                LineRange range = fault.lines().get(line.file());
                assertThat(line.line()).isBetween(range.from(), range.to());
              }
            });
    assertThat(truth.quiet()).hasSize(2).allSatisfy(this::assertThatNothingFails);
  }

  @Test
  void endsEverythingWhenItIsInterrupted() {
    Recording recording = new Recording(new Interrupting(), 1, SHORT, line -> {});
    assertThatThrownBy(() -> recording.run(folder)).isInstanceOf(InterruptedException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private void assertThatItIsThere(ShownLine line) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve(line.file()));
    assertThat(lines.get(line.line() - 1)).isEqualTo(line.text()).containsPattern(line.pattern());
  }

  private void assertThatNothingFails(Phase quiet) throws Exception {
    assertThat(quiet.lines()).isNotEmpty();
    for (String file : quiet.lines().keySet()) {
      LineRange range = quiet.lines().get(file);
      assertThat(Files.readAllLines(folder.resolve(file)).subList(range.from() - 1, range.to()))
          .noneMatch(line -> line.contains("FAILED") || line.contains("Exception"));
    }
  }

  /** Interrupts whoever injects it, as Ctrl-C does. */
  private static final class Interrupting implements Fault {

    @Override
    public String kind() {
      return "interrupting";
    }

    @Override
    public String sentence() {
      return "Interrupts.";
    }

    @Override
    public List<LogSignature> signs() {
      return List.of();
    }

    @Override
    public ActiveFault inject(Cluster cluster, Random random) {
      assertThat(cluster.isAlive()).isTrue();
      Thread.currentThread().interrupt();
      return ActiveFault.into("none", "interrupted", () -> {});
    }
  }
}
