package org.simbastream.scoring.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.text.TokenBytes;

/** What a record's words cost to read. */
class TextCostsTest {

  /** Tokens whose id is the number of bytes that they stand for. */
  private static TokenBytes bytes;

  @BeforeAll
  static void tokensOfOneToNineBytes(@TempDir Path directory) throws Exception {
    List<String> words = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      words.add("\"%s\": %d".formatted("x".repeat(i), i));
    }
    Path file = directory.resolve("tokenizer.json");
    Files.writeString(
        file,
        "{\"decoder\": {\"type\": \"ByteLevel\"}, \"model\": {\"vocab\": {%s}}}"
            .formatted(String.join(",", words)));
    bytes = TokenBytes.read(file, 10).orElseThrow();
  }

  @Test
  void aTokenCountsForTheLastRunOfLettersOrDigitsThatItReachesInto() {
    TextCosts costs = costs("ab 12=c", 2, 3, 1, 1, 1); // ab| 12|=|c|\n
    assertThat(runs(costs)).containsExactly("0-2 1.0", "3-5 2.0", "6-7 8.0");
    assertThat(costs.rest()).isEqualTo(4);
    assertThat(costs.end()).isEqualTo(16);
    assertThat(costs.all()).isEqualTo(31);
  }

  @Test
  void aRunOfManyTokensCostsTheirSum() {
    assertThat(runs(costs("abcdef", 1, 2, 3, 1))).containsExactly("0-6 7.0");
  }

  @Test
  void charactersOfManyBytesKeepTheirPlaces() {
    TextCosts costs = costs("\u00fc\uD83D\uDE00 7", 2, 4, 2, 1);
    assertThat(runs(costs)).containsExactly("0-3 3.0", "4-5 4.0");
  }

  @Test
  void whatATerminalDoesNotShowIsNotReadAndKeepsItsPlace() {
    String text = "old 5%\rnew \u001b[31mred\u001b[0m";
    TextCosts costs = costs(text, 3, 4, 1); // new| red|\n
    assertThat(runs(costs)).containsExactly("7-10 1.0", "16-19 2.0");
  }

  @Test
  void ofACutRecordItsBeginningIsKnown() {
    float[] surprisal = {1, 2};
    TextCosts costs = TextCosts.of("ab cd ef", new int[] {2, 3}, true, bytes, surprisal, 0);
    assertThat(runs(costs)).containsExactly("0-2 1.0", "3-5 2.0");
    assertThat(costs.end()).isNaN();
    assertThat(costs.all()).isNaN();
  }

  @Test
  void aWordThatWasCutItselfIsLeftOut() {
    TextCosts costs = TextCosts.of("ab cdef", new int[] {2, 3}, true, bytes, new float[] {1, 2}, 0);
    assertThat(runs(costs)).containsExactly("0-2 1.0");
  }

  @Test
  void ofACutRecordNothingIsKnownWhereATokenizerChangesTheText(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("tokenizer.json");
    Files.writeString(
        file,
        "{\"normalizer\": {\"type\": \"NFC\"}, \"decoder\": {\"type\": \"ByteLevel\"},"
            + " \"model\": {\"vocab\": {\"xx\": 2, \"x\": 1}}}");
    TokenBytes changing = TokenBytes.read(file, 10).orElseThrow();
    float[] surprisal = {1, 1};
    assertThat(TextCosts.of("ab cd", new int[] {2}, true, changing, surprisal, 0)).isNull();
    assertThat(TextCosts.of("ab", new int[] {2, 1}, false, changing, surprisal, 0)).isNotNull();
  }

  @Test
  void tokensThatAreNotThoseOfTheTextTellNothing() {
    assertThat(costs("ab", 2)).isNull();
    assertThat(costs("ab", 2, 1, 1)).isNull();
  }

  @Test
  void aTokenOfUnknownCostCostsNothing() {
    TextCosts costs =
        TextCosts.of("ab", new int[] {2, 1}, false, bytes, new float[] {9, Float.NaN, 1}, 1);
    assertThat(runs(costs)).containsExactly("0-2 0.0");
    assertThat(costs.end()).isEqualTo(1);
    float[] infinite = {Float.POSITIVE_INFINITY, 1};
    assertThat(TextCosts.of("ab", new int[] {2, 1}, false, bytes, infinite, 0).all()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a ", "a1"})
  void aLongTextHasABoundedNumberOfRuns(String part) {
    String text = part.repeat(2000);
    int[] tokens = new int[4001];
    Arrays.fill(tokens, 1);
    float[] surprisal = new float[4001];
    Arrays.fill(surprisal, 1);
    TextCosts costs = TextCosts.of(text, tokens, false, bytes, surprisal, 0);
    assertThat(costs.runs()).hasSize(512).allMatch(run -> run.to() - run.from() == 1);
    assertThat(costs.all()).isEqualTo(4001);
  }

  /** Costs of 1, 2, 4, 8 … nats, by tokens of these numbers of bytes. */
  private static TextCosts costs(String text, int... tokens) {
    float[] surprisal = new float[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      surprisal[i] = 1 << i;
    }
    return TextCosts.of(text, tokens, false, bytes, surprisal, 0);
  }

  private static List<String> runs(TextCosts costs) {
    return costs.runs().stream().map(r -> r.from() + "-" + r.to() + " " + r.nats()).toList();
  }
}
