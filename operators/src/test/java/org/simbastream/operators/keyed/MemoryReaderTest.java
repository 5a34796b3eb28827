package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.SideOutputs;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.record.WorkCounts;
import org.simbastream.operators.settings.OperatorSettings;

/** The reader in memory beside the operator, on the same records and watermarks. */
class MemoryReaderTest {

  private static final List<TokenizedRecord> RECORDS = records();

  private record Outcome(
      List<ScoredRecord> scored, List<WindowSummary> summaries, List<WorkCounts> work) {

    Outcome sorted() {
      scored.sort(
          Comparator.comparing(ScoredRecord::key).thenComparingLong(r -> r.position().offset()));
      summaries.sort(
          Comparator.comparing(WindowSummary::key).thenComparingLong(WindowSummary::windowStart));
      work.sort(Comparator.comparing(WorkCounts::key).thenComparingLong(WorkCounts::windowStart));
      return this;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatItReadsIsTheOperators(StatePrecision precision) throws Exception {
    OperatorSettings settings =
        TestStreams.settings().toBuilder().statePrecision(precision).build();
    Outcome memory = ofMemory(settings);
    assertThat(memory).usingRecursiveComparison().isEqualTo(ofOperator(settings));
    assertThat(memory.scored()).hasSameSizeAs(RECORDS).anyMatch(ScoredRecord::late);
    assertThat(memory.summaries()).hasSizeGreaterThan(20);
  }

  @Test
  void theStatesPrecisionShows() {
    Map<StatePrecision, Outcome> outcomes = new EnumMap<>(StatePrecision.class);
    for (StatePrecision precision : StatePrecision.values()) {
      outcomes.put(precision, ofMemory(ofTheBundledModel(precision)));
    }
    assertThat(outcomes.get(StatePrecision.BFLOAT16).scored())
        .isNotEqualTo(outcomes.get(StatePrecision.FLOAT32).scored());
  }

  @Test
  void aModelThatIsTheCallersReadsAlikeAndStaysOpen() {
    OperatorSettings settings = TestStreams.settings();
    try (MambaModel model = MambaModel.load(Path.of(TestStreams.MODEL))) {
      for (int i = 0; i < 2; i++) {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (MemoryReader reader = MemoryReader.of(model, settings, into(outcome))) {
          read(reader);
        }
        assertThat(outcome.sorted()).usingRecursiveComparison().isEqualTo(ofMemory(settings));
      }
    }
  }

  /** It has a readout, so that scores depend on states. */
  private static OperatorSettings ofTheBundledModel(StatePrecision precision) {
    return TestStreams.settings().toBuilder()
        .model(ModelLocation.BUNDLED)
        .statePrecision(precision)
        .build();
  }

  private static Outcome ofMemory(OperatorSettings settings) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (MemoryReader reader = MemoryReader.open(settings, into(outcome))) {
      read(reader);
    }
    return outcome.sorted();
  }

  private static void read(MemoryReader reader) {
    for (int i = 0; i < RECORDS.size(); i++) {
      reader.add(RECORDS.get(i));
      if (i % 17 == 0) {
        reader.advanceTo(watermark(i));
      }
    }
    reader.finish();
  }

  private static Outcome ofOperator(OperatorSettings settings) throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(settings, new HashMapStateBackend()).open()) {
      for (int i = 0; i < RECORDS.size(); i++) {
        harness.process(RECORDS.subList(i, i + 1));
        if (i % 17 == 0) {
          harness.watermark(watermark(i));
        }
      }
      harness.watermark(Long.MAX_VALUE);
      return new Outcome(
              new ArrayList<>(harness.scored()),
              new ArrayList<>(harness.summaries()),
              new ArrayList<>(harness.sideOutput(SideOutputs.WORK)))
          .sorted();
    }
  }

  /** Behind the time of that record by less than some records are: these are late. */
  private static long watermark(int record) {
    return 20_000 + record * 400L - 5_000;
  }

  private static ReadResults into(Outcome outcome) {
    return new ReadResults() {
      @Override
      public void scored(ScoredRecord record) {
        outcome.scored().add(record);
      }

      @Override
      public void summary(WindowSummary summary) {
        outcome.summaries().add(summary);
      }

      @Override
      public void work(WorkCounts work) {
        outcome.work().add(work);
      }
    };
  }

  private static List<TokenizedRecord> records() {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.range(0, 300)
        .mapToObj(
            i ->
                TestStreams.record(
                    "key-" + random.nextInt(3),
                    i,
                    20_000 + i * 400L - random.nextInt(15_000),
                    random.ints(1 + random.nextInt(12), 1, 97).toArray()))
        .toList();
  }
}
