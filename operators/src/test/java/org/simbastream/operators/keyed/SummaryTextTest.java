package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.simbastream.operators.keyed.Upgrades.LARGE_MODEL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.generation.GreedyGenerator;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.scoring.ChunkTokens;
import org.simbastream.state.ModelIdentity;

/** What the model writes into summaries, on a fork of the stream's state. */
class SummaryTextTest {

  private static final String PROMPT = "In short, the disk";
  private static final int MAX_TOKENS = 12;
  private static final List<TokenizedRecord> RECORDS = Upgrades.lines(LARGE_MODEL, "a", 0, 24);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTextGoesOnFromWhatTheStreamHasRead(boolean onDisk) throws Exception {
    StateBackend backend = onDisk ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
    try (OperatorHarness harness = new OperatorHarness(settings(MAX_TOKENS), backend).open()) {
      harness.process(RECORDS);
      harness.watermark(Long.MAX_VALUE);

      List<WindowSummary> summaries = harness.summaries();
      assertThat(summaries).isNotEmpty();
      assertThat(summaries.get(summaries.size() - 1).text())
          .isNotEmpty()
          .isEqualTo(firstLine(continued(RECORDS)));
      assertThat(firstLine(continued(RECORDS))).isNotEqualTo(firstLine(continued(List.of())));
    }
  }

  /** The gate of a reader skips a prompt that each line begins with. */
  @Test
  void aPromptThatTheStreamExpectsIsContinuedToo() throws Exception {
    try (OperatorHarness harness = open(settings(LARGE_MODEL, MAX_TOKENS, "disk"))) {
      harness.process(RECORDS);
      harness.watermark(Long.MAX_VALUE);
      assertThat(harness.summaries()).isNotEmpty().allMatch(s -> !s.text().isEmpty());
    }
  }

  @Test
  void theStreamItselfNeverKnows() throws Exception {
    try (OperatorHarness writing = open(settings(MAX_TOKENS));
        OperatorHarness silent = open(settings(0))) {
      for (OperatorHarness harness : List.of(writing, silent)) {
        harness.process(RECORDS);
        harness.watermark(Long.MAX_VALUE);
      }

      assertThat(writing.scored()).isNotEmpty().isEqualTo(silent.scored());
      assertThat(silent.summaries()).extracting(WindowSummary::text).containsOnly("");
    }
  }

  @Test
  void aRestoredStreamWritesTheSame() throws Exception {
    OperatorSubtaskState state;
    try (OperatorHarness first = open(settings(MAX_TOKENS))) {
      first.process(RECORDS.subList(0, 17));
      state = first.barrier();
    }
    try (OperatorHarness whole = open(settings(MAX_TOKENS));
        OperatorHarness restored =
            new OperatorHarness(settings(MAX_TOKENS), new HashMapStateBackend()).restore(state)) {
      whole.process(RECORDS);
      whole.watermark(Long.MAX_VALUE);
      restored.process(RECORDS.subList(17, RECORDS.size()));
      restored.watermark(Long.MAX_VALUE);

      assertThat(restored.summaries()).isNotEmpty().isEqualTo(whole.summaries());
    }
  }

  @Test
  void aModelWithoutTokenizerIsRefused() {
    OperatorSettings s = settings(TestStreams.MODEL, MAX_TOKENS, PROMPT);
    assertThatThrownBy(() -> open(s).close()).hasMessageContaining("no tokenizer.json in");
  }

  /** What the model writes after these records, read as the operator reads them. */
  private static String continued(List<TokenizedRecord> records) {
    try (MambaModel model = MambaModel.load(Path.of(LARGE_MODEL));
        TextTokenizer tokenizer = model.openTokenizer().orElseThrow();
        ForwardPass pass = model.newForwardPass(SimbaSettings.linear(0.25, 0));
        GreedyGenerator generator = new GreedyGenerator(model)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      long read = 0;
      for (TokenizedRecord record : records) {
        var bos = model.configuration().bosTokenId();
        int prefix = ChunkTokens.prefix(read, bos);
        int[] chunk = ChunkTokens.joined(List.of(record.tokens()), prefix, bos);
        pass.run(List.of(chunk), memory, settings(0).outputs(model.configuration()));
        read += chunk.length;
      }
      int[] ids = generator.generate(memory, tokenizer.encode(PROMPT), MAX_TOKENS);
      var ends = model.configuration().eosTokenIds();
      int length = 0;
      while (length < ids.length && !ends.contains(ids[length])) {
        length++;
      }
      return tokenizer.decode(Arrays.copyOf(ids, length));
    }
  }

  private static String firstLine(String text) {
    return text.split("\n", 2)[0].strip();
  }

  private static OperatorHarness open(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend()).open();
  }

  private static OperatorSettings settings(int maxTokens) {
    return settings(LARGE_MODEL, maxTokens, PROMPT);
  }

  /** Each record is a chunk of its own. */
  private static OperatorSettings settings(String model, int maxTokens, String prompt) {
    return OperatorSettings.builder()
        .model(model)
        .pruning(SimbaSettings.linear(0.25, 0))
        .chunk(new OperatorSettings.Chunk(1, Duration.ZERO))
        .bundle(new OperatorSettings.Bundle(100_000, Duration.ofMillis(50)))
        .window(
            new OperatorSettings.Window(
                TestStreams.WINDOW,
                100,
                3,
                10,
                new OperatorSettings.SummaryText(maxTokens, prompt),
                true))
        .maxPatterns(100)
        .idleExpiry(Duration.ZERO)
        .otherModel(
            new OperatorSettings.OtherModel(ModelIdentity.OnMismatch.REFUSE, 0, Integer.MAX_VALUE))
        .build();
  }
}
