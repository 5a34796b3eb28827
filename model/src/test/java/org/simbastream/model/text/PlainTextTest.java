package org.simbastream.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;

/** Texts have the tokens that the library gives them, but for special tokens and for their rest. */
class PlainTextTest {

  private static final int WORDS = 4096;
  private static final String SPECIAL = "<|endoftext|>";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HuggingFaceTokenizer LIBRARY;

  /** By what divides texts: our own pattern, and what the tokenizers of published models do. */
  private static final Map<String, TextTokenizer> TOKENIZERS;

  static {
    try {
      LIBRARY = HuggingFaceTokenizer.newInstance(bundled(), Map.of("modelMaxLength", "99999999"));
      TOKENIZERS =
          Map.of(
              "own", TextTokenizer.open(bundled(), WORDS),
              "bytes",
                  divided(
                      "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true}"),
              "kinds",
                  divided(
                      """
                      {"type":"Sequence","pretokenizers":[
                        {"type":"Punctuation","behavior":"Contiguous"},
                        {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true},
                        {"type":"Digits","individual_digits":false},
                        {"type":"Split","pattern":{"Regex":"[0-9][0-9][0-9]"},"behavior":"Isolated","invert":false}]}
                      """));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void recordedLinesKeepTheirTokens() throws IOException {
    int lines = 0;
    try (Stream<Path> files = Files.walk(Fixture.repository().resolve("recordings"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
          assertThat(TOKENIZERS.get("own").encode(line + '\n')).isEqualTo(librarys(line + '\n'));
          lines++;
        }
      }
    }
    assertThat(lines).isGreaterThan(5_000);
  }

  @Property(seed = "31", tries = 1000)
  void textWithoutSpecialTokensKeepsItsTokens(@ForAll("texts") String text) {
    String without = text.replace(SPECIAL, "");
    assertThat(TOKENIZERS.get("own").encode(without)).isEqualTo(librarys(without));
  }

  @Property(seed = "32", tries = 1000)
  void specialTokensAreReadAsTheirCharacters(@ForAll("texts") String text) {
    int[] tokens = TOKENIZERS.get("own").encode(text);
    assertThat(tokens).doesNotContain(0);
    assertThat(TOKENIZERS.get("own").decode(tokens)).isEqualTo(text);
  }

  @Property(seed = "33", tries = 1000)
  void beginningIsThatOfTheWhole(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 40) int moreThan) {
    TOKENIZERS.forEach(
        (divides, tokenizer) -> {
          int[] whole = tokenizer.encode(text);
          int[] beginning = tokenizer.encodeBeginning(text, moreThan);
          assertThat(beginning.length > moreThan).isEqualTo(whole.length > moreThan);
          assertThat(beginning)
              .as(divides)
              .isEqualTo(Arrays.copyOf(whole, beginning.length))
              .hasSizeGreaterThanOrEqualTo(Math.min(whole.length, moreThan));
        });
  }

  @Property(seed = "34", tries = 300)
  void everyCutIsSafe(@ForAll("texts") String text) {
    TOKENIZERS.forEach(
        (divides, tokenizer) -> {
          int[] whole = tokenizer.encode(text);
          TokenBoundaries cuts = tokenizer.cuts();
          for (int at = 1; at < text.length(); at++) {
            at = cuts.next(text, at);
            int[] before = tokenizer.encode(text.substring(0, at));
            assertThat(before).as(divides).isEqualTo(Arrays.copyOf(whole, before.length));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"own", "bytes", "kinds"})
  void littleIsReadOfALongText(String divides) {
    String line = "WARN server.Leader: follower 3 is behind by 120 transactions (was 7e4b)\n";
    int[] beginning = TOKENIZERS.get(divides).encodeBeginning(line.repeat(20_000), 2048);
    assertThat(beginning.length).isBetween(2049, 4 * 2048 * 8);
    String coded = "bG9uZyBiYXNlNjQ0IGxpbmVzIGhhdmUgbm8gYmxhbmtz";
    assertThat(TOKENIZERS.get(divides).encodeBeginning(coded.repeat(20_000), 2048).length)
        .isBetween(2049, 4 * 2048 * 8);
  }

  @Test
  void tokenizerThatMayJoinPiecesReadsTextsWhole() throws IOException {
    ObjectNode json = bundledJson();
    ((ObjectNode) json.at("/pre_tokenizer/pretokenizers/0/pattern")).put("Regex", "\\n");
    try (TextTokenizer tokenizer = open(json)) {
      String text = "one 2 ".repeat(1000);
      assertThat(tokenizer.cuts().next(text, 1)).isEqualTo(text.length());
      assertThat(tokenizer.encodeBeginning(text, 3)).isEqualTo(tokenizer.encode(text));
    }
  }

  @Test
  void specialTokensOutsideTheVocabularyAreTextAndOthersKeepTheirIds() throws IOException {
    ObjectNode json = bundledJson();
    List<String> contents = List.of("[SEP]", "two  blanks", "[CLS]", "\t\t");
    for (String content : contents) {
      json.withArray("added_tokens")
          .addObject()
          .put("id", WORDS + contents.indexOf(content))
          .put("content", content)
          .put("special", content.startsWith("["))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false);
    }
    try (TextTokenizer tokenizer = open(json)) {
      String text = "a[CLS]b\t\tc[SEP]" + SPECIAL + "two  blanks.";
      int[] tokens = tokenizer.encode(text);
      assertThat(tokens).contains(WORDS + 1, WORDS + 3).doesNotContain(0, WORDS, WORDS + 2);
      assertThat(tokenizer.decode(tokens)).isEqualTo(text);
      assertThat(tokenizer.encodePrompt(text)).contains(0, WORDS, WORDS + 1, WORDS + 2, WORDS + 3);
    }
  }

  /** Pieces of lines, in which kinds of characters meet in every way. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "don't",
            "'s",
            "it'll",
            "Error",
            "e",
            "42",
            "7",
            "1234567",
            "0x7f",
            "α",
            "ß",
            "é",
            "e\u0301",
            "\u0301",
            "日本",
            "\uD83D\uDE80",
            "٣",
            " ",
            "  ",
            "   ",
            "\t",
            "\n",
            "\r\n",
            "\u00a0",
            "\u2028",
            ".",
            "--",
            "=>",
            "://",
            "\"",
            "_",
            "<|",
            "|>",
            "endoftext",
            SPECIAL);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6).filter(PlainTextTest::isWhole);
    return Arbitraries.frequencyOf(Tuple.of(9, pieces), Tuple.of(1, any))
        .list()
        .ofMaxSize(60)
        .map(list -> String.join("", list));
  }

  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static int[] librarys(String text) {
    return Arrays.stream(LIBRARY.encode(text, false, false).getIds())
        .mapToInt(i -> (int) i)
        .toArray();
  }

  private static TextTokenizer divided(String preTokenizer) throws IOException {
    ObjectNode json = bundledJson();
    json.set("pre_tokenizer", JSON.readTree(preTokenizer));
    json.putObject("normalizer").put("type", "NFC");
    return open(json);
  }

  private static TextTokenizer open(ObjectNode json) throws IOException {
    Path file = Files.createTempFile("simba-tokenizer", ".json");
    try {
      Files.write(file, JSON.writeValueAsBytes(json));
      return TextTokenizer.open(file, WORDS + 10);
    } finally {
      Files.delete(file);
    }
  }

  private static ObjectNode bundledJson() throws IOException {
    return (ObjectNode) JSON.readTree(bundled().toFile());
  }

  private static Path bundled() {
    return Fixture.simbaStart().directory().resolve(Checkpoint.TOKENIZER_FILE);
  }
}
