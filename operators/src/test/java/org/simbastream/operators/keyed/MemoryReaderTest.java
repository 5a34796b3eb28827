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
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.records.Deviation;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

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
    Outcome memory = ofMemory(settings, RECORDS);
    assertThat(memory).usingRecursiveComparison().isEqualTo(ofOperator(settings, RECORDS));
    assertThat(memory.scored()).hasSameSizeAs(RECORDS).anyMatch(ScoredRecord::late);
    assertThat(memory.summaries()).hasSizeGreaterThan(20);
  }

  @Test
  void whatWordsCostIsTheSameInTheOperatorOnEveryBackend() throws Exception {
    OperatorSettings settings = ofTheBundledModel(StatePrecision.FLOAT32);
    List<TokenizedRecord> texts = texts();
    Outcome memory = ofMemory(settings, texts);
    assertThat(memory)
        .usingRecursiveComparison()
        .isEqualTo(ofOperator(settings, texts, new HashMapStateBackend()))
        .isEqualTo(ofOperator(settings, texts, new EmbeddedRocksDBStateBackend()));
    ScoredRecord odd =
        memory.scored().stream().filter(r -> r.text().contains("503")).findFirst().orElseThrow();
    assertThat(odd.why())
        .filteredOn(why -> why.kind() == Deviation.Kind.VALUE)
        .anySatisfy(
            why -> {
              assertThat(odd.text().substring(why.from(), why.to())).isEqualTo("503");
              assertThat(why.expected()).isEqualTo("200");
            });
  }

  /** Lines of one kind with colours, all but one with the same status. */
  private static List<TokenizedRecord> texts() {
    List<TokenizedRecord> texts = new ArrayList<>();
    try (RecordTokenizer tokenizer = RecordTokenizer.open(ModelLocation.BUNDLED, 2048)) {
      for (int i = 0; i < 120; i++) {
        String text =
            "\u001b[32mINFO\u001b[0m web: GET /items/%d \uD83D\uDE00 status %d took %d ms"
                .formatted(i * 7919 % 1000, i == 110 ? 503 : 200, 10 + i * 31 % 17);
        texts.add(
            tokenizer.tokenize(
                new IncomingRecord(
                    "web", new Position("logs", 0, i), 20_000 + i * 400L, text, null)));
      }
    }
    return texts;
  }

  @Test
  void theStatesPrecisionShows() {
    Map<StatePrecision, Outcome> outcomes = new EnumMap<>(StatePrecision.class);
    for (StatePrecision precision : StatePrecision.values()) {
      outcomes.put(precision, ofMemory(ofTheBundledModel(precision), RECORDS));
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
          read(reader, RECORDS);
        }
        assertThat(outcome.sorted())
            .usingRecursiveComparison()
            .isEqualTo(ofMemory(settings, RECORDS));
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

  private static Outcome ofMemory(OperatorSettings settings, List<TokenizedRecord> records) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (MemoryReader reader = MemoryReader.open(settings, into(outcome))) {
      read(reader, records);
    }
    return outcome.sorted();
  }

  private static void read(MemoryReader reader, List<TokenizedRecord> records) {
    for (int i = 0; i < records.size(); i++) {
      reader.add(records.get(i));
      if (i % 17 == 0) {
        reader.advanceTo(watermark(i));
      }
    }
    reader.finish();
  }

  private static Outcome ofOperator(OperatorSettings settings, List<TokenizedRecord> records)
      throws Exception {
    return ofOperator(settings, records, new HashMapStateBackend());
  }

  private static Outcome ofOperator(
      OperatorSettings settings, List<TokenizedRecord> records, StateBackend backend)
      throws Exception {
    try (OperatorHarness harness = new OperatorHarness(settings, backend).open()) {
      for (int i = 0; i < records.size(); i++) {
        harness.process(records.subList(i, i + 1));
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
