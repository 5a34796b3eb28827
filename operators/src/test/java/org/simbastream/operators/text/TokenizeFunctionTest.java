package org.simbastream.operators.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.TokenizedRecord;

/** Records that a tokenizer can make nothing of never reach the model, which can't read nothing. */
class TokenizeFunctionTest {

  @TempDir private Path model;

  @Test
  void aStreamOfDeadLettersIsReported() throws Exception {
    ModelOfWords.write(model);
    AtomicLong clock = new AtomicLong(1_000);
    List<String> warnings = new ArrayList<>();
    var function = new TokenizeFunction(model.toString(), 10, false);
    function.countWith(new DeadLetterWatch(() -> clock.getAndAdd(3_000), warnings::add));
    try (OneInputStreamOperatorTestHarness<IncomingRecord, TokenizedRecord> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(function)) {
      for (int i = 0; i < 12; i++) {
        harness.processElement(
            new IncomingRecord("k", new Position("logs", 0, i), 7, "unheard-of", null), 7);
      }
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("All 5 records since")
        .contains("TOKENIZER_FAILED 5");
  }

  @Test
  void whatHasNoTokensBecomesADeadLetterThatKnowsHowOftenItWasReplayed() throws Exception {
    ModelOfWords.write(model);
    var function = new TokenizeFunction(model.toString(), 10, false);
    try (OneInputStreamOperatorTestHarness<IncomingRecord, TokenizedRecord> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(function)) {
      List<String> texts = List.of("disk full", "  \t", "", "full", "unheard-of");
      for (int i = 0; i < texts.size(); i++) {
        IncomingRecord record =
            new IncomingRecord("k", new Position("logs", 0, i), 7, texts.get(i), null);
        harness.processElement(record.replayed(i), 7);
      }

      assertThat(harness.extractOutputValues())
          .extracting(TokenizedRecord::text, TokenizedRecord::tokens)
          .containsExactly(tuple("disk full", new int[] {1, 2}), tuple("full", new int[] {2}));
      assertThat(harness.getSideOutput(SideOutputs.DEAD_LETTERS))
          .extracting(letter -> letter.getValue())
          .extracting(
              letter -> letter.position().offset(),
              letter -> letter.rejection().reason().name(),
              letter -> letter.rejection().replays())
          .containsExactly(tuple(1L, "TOKENIZER_FAILED", 1), tuple(4L, "TOKENIZER_FAILED", 4));
      DeadLetter blank = harness.getSideOutput(SideOutputs.DEAD_LETTERS).poll().getValue();
      assertThat(new String(blank.rejection().head(), UTF_8)).isEqualTo("  \t");
      assertThat(blank.rejection().message())
          .isEqualTo("The tokenizer refused the text: it makes no tokens of it");
    }
  }
}
