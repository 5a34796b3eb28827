package org.simbastream.operators.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.model.Fixture;
import org.simbastream.operators.SideOutputs;
import org.simbastream.operators.record.DeadLetter;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.TokenizedRecord;

/** Records that a tokenizer can make nothing of never reach the model, which can't read nothing. */
class TokenizeFunctionTest {

  /** Words between white space, without one for unknown words. */
  private static final String WORDS =
      """
      {"version": "1.0", "added_tokens": [], "normalizer": null, "post_processor": null,
       "pre_tokenizer": {"type": "WhitespaceSplit"}, "decoder": null,
       "model": {"type": "WordLevel", "vocab": {"disk": 1, "full": 2}, "unk_token": "[UNK]"}}
      """;

  @TempDir private Path model;

  @Test
  void whatHasNoTokensBecomesADeadLetterThatKnowsHowOftenItWasReplayed() throws Exception {
    writeModelOfWords();
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

  private void writeModelOfWords() throws IOException {
    Path fixture = Fixture.named("own-trained").directory();
    for (String name : List.of("config.json", "model.safetensors")) {
      Files.copy(fixture.resolve(name), model.resolve(name));
    }
    Files.writeString(model.resolve("tokenizer.json"), WORDS);
  }
}
