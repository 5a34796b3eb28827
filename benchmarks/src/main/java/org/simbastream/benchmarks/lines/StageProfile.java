package org.simbastream.benchmarks.lines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where a thread's time goes: samples of its stack by Java's flight recorder. */
final class StageProfile {

  private static final List<String> SAMPLES =
      List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

  private static final Duration PERIOD = Duration.ofMillis(10);

  private StageProfile() {}

  /**
   * Runs a task in this thread.
   *
   * @return the share of each stage that was seen
   */
  static Map<Stage, Double> of(Runnable task) {
    try (Recording recording = new Recording()) {
      SAMPLES.forEach(event -> recording.enable(event).withPeriod(PERIOD));
      recording.start();
      task.run();
      recording.stop();
      Path file = Files.createTempFile("simba-profile-", ".jfr");
      try {
        recording.dump(file);
        return shares(RecordingFile.readAllEvents(file), Thread.currentThread().getId());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the profile can't be read: " + e.getMessage(), e);
    }
  }

  private static Map<Stage, Double> shares(List<RecordedEvent> events, long thread) {
    Map<Stage, Double> samples = new EnumMap<>(Stage.class);
    double all = 0;
    for (RecordedEvent event : events) {
      RecordedThread sampled = event.getThread("sampledThread");
      if (sampled != null && sampled.getJavaThreadId() == thread && event.getStackTrace() != null) {
        samples.merge(Stage.of(classes(event)), 1.0, Double::sum);
        all++;
      }
    }
    double total = all;
    samples.replaceAll((stage, count) -> count / total);
    return samples;
  }

  private static List<String> classes(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .map(frame -> frame.getMethod().getType().getName())
        .toList();
  }
}
