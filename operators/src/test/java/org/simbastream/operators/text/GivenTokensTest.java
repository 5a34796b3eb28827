package org.simbastream.operators.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.simbastream.model.Fixture;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.TokenizedRecord;

/** Records that come as tokens become what the same text becomes, or are rejected with a reason. */
class GivenTokensTest {

  private static final Position POSITION = new Position("t", 1, 2);
  private static final int MAX_TOKENS = 20;
  private static final String WITHOUT_TOKENIZER = Fixture.named("tiny-f32").directory().toString();

  private static IncomingRecord record(int... tokens) {
    return new IncomingRecord("k", POSITION, 3, tokens);
  }

  @Test
  void theyBecomeTheRecordThatTheirTextBecomes() {
    try (RecordTokenizer tokenizer = RecordTokenizer.open(ModelLocation.BUNDLED, MAX_TOKENS);
        GivenTokens given = GivenTokens.open(ModelLocation.BUNDLED, MAX_TOKENS)) {
      String text = "WARN größer 7 ms";
      TokenizedRecord expected =
          tokenizer.tokenize(new IncomingRecord("k", POSITION, 3, text, null));
      TokenizedRecord actual = given.read(new IncomingRecord("k", POSITION, 3, expected.tokens()));
      assertThat(given.rejection(record(expected.tokens()))).isEmpty();
      assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  @Test
  void withoutATokenizerTheTextIsTheIds() {
    try (GivenTokens given = GivenTokens.open(WITHOUT_TOKENIZER, MAX_TOKENS)) {
      IncomingRecord record = record(17, 4, 96);
      assertThat(given.rejection(record)).isEmpty();
      assertThat(given.read(record).text()).isEqualTo("17 4 96");
      assertThat(given.read(record).tokens()).containsExactly(17, 4, 96);
    }
  }

  @Test
  void idsOutsideTheVocabularyAreRejected() {
    try (GivenTokens given = GivenTokens.open(WITHOUT_TOKENIZER, MAX_TOKENS)) {
      Rejection rejection = given.rejection(record(0, 96, 97)).orElseThrow();
      assertThat(rejection.reason()).isEqualTo(RejectionReason.UNKNOWN_TOKEN);
      assertThat(rejection.message()).isEqualTo("Token 2 is 97, but the model's are 0 to 96.");
      assertThat(new String(rejection.head(), UTF_8)).isEqualTo("[0,96,97]");
      assertThat(given.rejection(record(-1)).orElseThrow().reason())
          .isEqualTo(RejectionReason.UNKNOWN_TOKEN);
    }
  }

  @Test
  void moreTokensThanAreReadAreRejected() {
    try (GivenTokens given = GivenTokens.open(WITHOUT_TOKENIZER, MAX_TOKENS)) {
      int[] longest = IntStream.range(0, MAX_TOKENS).toArray();
      assertThat(given.rejection(record(longest))).isEmpty();
      Rejection rejection =
          given.rejection(record(IntStream.rangeClosed(0, MAX_TOKENS).toArray())).orElseThrow();
      assertThat(rejection.reason()).isEqualTo(RejectionReason.TOO_MANY_TOKENS);
      assertThat(rejection.message())
          .isEqualTo("The value has 21 tokens, more than simba.record.max-tokens = 20.");
    }
  }
}
