package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.HiddenStateStore;

/**
 * A cluster goes down in mid-stream; a new one restores the last checkpoint and goes on. What Kafka
 * holds then is what an uninterrupted run would have written; broken recoveries show.
 */
class RecoveryIT {

  private static final List<TestStreams.Line> LINES = TestStreams.lines(4, 320, 23);
  private static final int SENT_BEFORE = 170;

  // lines of the access log that come before something is taught
  private static final int UNTAUGHT = 100;
  private static final int RETAUGHT = AccessLog.BEFORE + 120;

  @TempDir private Path directory;
  private JobKit kit;

  @BeforeEach
  void startKafka() {
    kit = new JobKit(directory);
  }

  @AfterEach
  void stopKafka() {
    kit.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aRestoredJobWritesWhatAnUninterruptedOneWould(String backend) throws Exception {
    SimbaConfiguration configuration = configuration(backend, Map.of());
    OperatorSettings settings = SimbaJob.settings(configuration);
    List<JsonNode> scored =
        interrupted(backend, new SimbaOperator(settings), new SimbaOperator(settings));

    assertThat(scored).hasSize(LINES.size());
    assertThat(ScoredAsFiles.ofJob(scored)).isEqualTo(expected());
    List<JsonNode> summaries = kit.read(JobKit.SUMMARIES);
    assertThat(summaries.stream().mapToLong(s -> s.get("records").longValue()).sum())
        .isEqualTo(LINES.size());
  }

  @Test
  void aRecoveryThatForgetsTheHiddenStateShows() throws Exception {
    OperatorSettings settings = SimbaJob.settings(configuration("hashmap", Map.of()));
    List<JsonNode> scored =
        interrupted("hashmap", new SimbaOperator(settings), new ForgetfulOperator(settings));

    assertThat(scored).hasSize(LINES.size());
    assertThat(ScoredAsFiles.ofJob(scored)).isNotEqualTo(expected());
  }

  @Test
  void aBarrierThatDoesNotWaitForTheBundleShows() throws Exception {
    OperatorSettings settings = SimbaJob.settings(configuration("hashmap", Map.of()));
    List<JsonNode> scored =
        interrupted("hashmap", new UnflushedOperator(settings), new SimbaOperator(settings));

    assertThat(scored).hasSizeLessThan(LINES.size());
  }

  @Test
  void alertsAreToldOnceAndWhatIsTaughtHoldsAlthoughTheJobIsKilledAndRescaled() throws Exception {
    List<TestStreams.Line> lines = AccessLog.lines();
    int killedAt = AccessLog.BEFORE + 60; // in the middle of the burst
    kit.send(lines.subList(0, UNTAUGHT));
    SimbaConfiguration first = kit.configuration(withAlerts());
    List<String> patterns;
    try (JobKit.Running running = kit.start(first)) {
      kit.awaitCommitted(first, UNTAUGHT);
      patterns = // but for the first one, with which the burst begins
          kit.read(JobKit.SCORED).stream().map(RecoveryIT::pattern).distinct().skip(1).toList();
      kit.teach("one", mute(patterns.get(0)));
      kit.teach("two", "{\"action\": \"mute\", \"untl\": 1}"); // stops nothing
      kit.awaitCommitted(first, first.groupId() + "-control", 2);
      kit.send(lines.subList(UNTAUGHT, killedAt));
      kit.awaitCommitted(first, killedAt);
      assertThat(running.flink().result(running.job())).isNotDone();
      assertThat(kit.read(JobKit.ALERTS))
          .as("told by the checkpoint after the records, before their window ends")
          .anyMatch(alert -> isOf503(alert) && state(alert).equals("opened"));
    }
    kit.teach("three", mute(patterns.get(1)));
    kit.send(lines.subList(killedAt, RETAUGHT));
    Map<String, String> rescaled = withAlerts();
    rescaled.put("parallelism.default", "1");
    rescaled.put("execution.state-recovery.path", kit.lastCheckpoint().toUri().toString());
    SimbaConfiguration second = kit.configuration(rescaled);
    try (JobKit.Running running = kit.start(second)) {
      kit.awaitCommitted(second, second.groupId() + "-control", 3);
      kit.awaitCommitted(second, RETAUGHT);
      kit.send(lines.subList(RETAUGHT, lines.size()));
      kit.awaitCommitted(second, lines.size());
      running.flink().drain(running.job(), directory.resolve("savepoint").toUri());
      running.flink().result(running.job()).get(1, TimeUnit.MINUTES);
    }

    Map<String, List<JsonNode>> byId = new TreeMap<>();
    for (JsonNode alert : kit.read(JobKit.ALERTS)) {
      byId.computeIfAbsent(alert.get("id").textValue(), id -> new ArrayList<>()).add(alert);
    }
    assertThat(byId.values()).anyMatch(told -> isOf503(told.get(0)));
    for (List<JsonNode> told : byId.values()) {
      assertThat(told)
          .extracting(alert -> alert.get("sequence").intValue())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, told.size()).boxed().toList());
      assertThat(state(told.get(0))).isEqualTo("opened");
      JsonNode last = told.get(told.size() - 1);
      assertThat(state(last)).isEqualTo("closed");
      assertThat(last.get("count").longValue()).isEqualTo(recordsOf(last));
    }
    assertThat(kit.read(JobKit.SUMMARIES).stream().flatMap(s -> s.get("highlights").valueStream()))
        .as("red in the timeline of the page, and marked")
        .anyMatch(line -> line.get("score").doubleValue() >= 4 && marks503(line));
    assertIsMuted(patterns, lines.size());
  }

  /** One pattern is muted before the job is killed, the other one while it is down. */
  private void assertIsMuted(List<String> patterns, int lines) throws Exception {
    List<JsonNode> scored = kit.read(JobKit.SCORED);
    assertThat(scored).hasSize(lines);
    List<Long> mutedAt = new ArrayList<>();
    for (JsonNode record : scored) {
      long offset = record.get("offset").longValue();
      boolean isMuted = record.path("muted").booleanValue();
      if (pattern(record).equals(patterns.get(0))) {
        assertThat(isMuted).as("muted at %s", offset).isEqualTo(offset >= UNTAUGHT);
      } else if (!pattern(record).equals(patterns.get(1)) || offset < AccessLog.BEFORE + 60) {
        assertThat(isMuted).isFalse();
      } else if (offset >= RETAUGHT) {
        assertThat(isMuted).isTrue();
      }
      if (isMuted) {
        mutedAt.add(offset);
      }
    }
    assertThat(mutedAt)
        .anyMatch(offset -> offset < AccessLog.BEFORE)
        .anyMatch(offset -> offset > RETAUGHT);
    assertThat(
            kit.read(JobKit.SUMMARIES).stream().mapToLong(s -> s.path("muted").longValue()).sum())
        .as("counted once")
        .isEqualTo(mutedAt.size());
    assertThat(kit.read(JobKit.ALERTS).stream().flatMap(a -> a.get("lines").valueStream()))
        .extracting(line -> line.get("offset").longValue())
        .doesNotContainAnyElementsOf(mutedAt);
  }

  private static String pattern(JsonNode scored) {
    return scored.at("/pattern/id").textValue();
  }

  private static String mute(String pattern) {
    return "{\"action\": \"mute\", \"pattern\": \"" + pattern + "\"}";
  }

  private static Map<String, String> withAlerts() {
    return new TreeMap<>(
        Map.of(
            "simba.alerts.enabled", "true",
            "simba.control.enabled", "true",
            "simba.alerts.quiet-time", "2 min",
            "simba.time.idleness", "200 ms"));
  }

  /** How many scored records an alert is of, as its results say. */
  private long recordsOf(JsonNode alert) throws Exception {
    return kit.read(JobKit.SCORED).stream()
        .filter(r -> r.get("score").doubleValue() >= 2 && !r.path("muted").booleanValue())
        .filter(r -> r.get("time").longValue() >= alert.get("firstSeen").longValue())
        .filter(r -> r.get("time").longValue() <= alert.get("lastSeen").longValue())
        .filter(r -> strongest(r.path("why")).equals(alert.get("kind").textValue()))
        .count();
  }

  private static String strongest(JsonNode why) {
    return why.valueStream()
        .max(Comparator.comparingDouble(reason -> reason.get("nats").doubleValue()))
        .map(reason -> reason.get("kind").textValue())
        .orElse("other");
  }

  private static boolean isOf503(JsonNode alert) {
    return alert.get("key").textValue().equals(AccessLog.KEY)
        && alert.get("lines").valueStream().anyMatch(RecoveryIT::marks503);
  }

  private static boolean marks503(JsonNode line) {
    String text = line.get("text").textValue();
    return line.path("why")
        .valueStream()
        .filter(reason -> reason.has("from"))
        .anyMatch(
            reason ->
                text.substring(reason.get("from").intValue(), reason.get("to").intValue())
                    .equals("503"));
  }

  private static String state(JsonNode alert) {
    return alert.get("state").textValue();
  }

  private Map<String, List<String>> expected() throws Exception {
    return ScoredAsFiles.ofFiles(
        TestStreams.scoredAsFiles(LINES, configuration("hashmap", Map.of())));
  }

  private SimbaConfiguration configuration(String backend, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("state.backend.type", backend);
    // closed chunks stay in the bundle until a barrier, so that an unflushed one is missed: no
    // deadline, no size, and no watermark before the end runs it
    options.put("pipeline.auto-watermark-interval", "10 min");
    options.put("simba.bundle.max-wait", "10 min");
    options.put("simba.bundle.tokens", "1000000");
    return kit.configuration(options);
  }

  private List<JsonNode> interrupted(String backend, SimbaOperator before, SimbaOperator after)
      throws Exception {
    SimbaConfiguration first = configuration(backend, Map.of());
    kit.send(LINES.subList(0, SENT_BEFORE));
    try (JobKit.Running running = kit.start(first, before)) {
      kit.awaitCommitted(first, SENT_BEFORE);
      assertThat(running.flink().result(running.job())).isNotDone();
    }
    assertThat(kit.read(JobKit.SCORED)).hasSizeLessThan(LINES.size());
    kit.send(LINES.subList(SENT_BEFORE, LINES.size()));
    SimbaConfiguration second =
        configuration(
            backend,
            Map.of("execution.state-recovery.path", kit.lastCheckpoint().toUri().toString()));
    try (JobKit.Running running = kit.start(second, after)) {
      kit.awaitCommitted(second, LINES.size());
      running.flink().drain(running.job(), directory.resolve("savepoint").toUri());
      running.flink().result(running.job()).get(1, TimeUnit.MINUTES);
    }
    return kit.read(JobKit.SCORED);
  }

  /** Drops each key's hidden state when it first hears of the key. */
  private static final class ForgetfulOperator extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    private transient Set<String> heard;

    ForgetfulOperator(OperatorSettings settings) {
      super(settings);
    }

    @Override
    public void processElement(StreamRecord<TokenizedRecord> element) throws Exception {
      if (heard == null) {
        heard = new HashSet<>();
      }
      if (heard.add(element.getValue().key())) {
        new HiddenStateStore(getKeyedStateStore(), this, "").clear();
      }
      super.processElement(element);
    }
  }

  /** Takes its snapshot with closed chunks still in the bundle. */
  private static final class UnflushedOperator extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    UnflushedOperator(OperatorSettings settings) {
      super(settings);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {}
  }
}
