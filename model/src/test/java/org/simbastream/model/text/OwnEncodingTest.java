package org.simbastream.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.text.bpe.BytePairEncoder;
import org.simbastream.text.bpe.BytePairFile;

/** Our own encoding gives the library's ids, or leaves a text to the library. */
class OwnEncodingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPECIAL = "<|endoftext|>";

  private static final String GPT2 =
      "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true}";

  /** By what divides texts. */
  private static final Map<String, Both> TOKENIZERS =
      Map.of(
          "own", Both.of(json()),
          "gpt2", Both.of(divided(json(), GPT2)),
          "neox", Both.of(withBlanksAdded(composing(divided(json(), GPT2)))));

  /** Both ways to encode. */
  private record Both(BytePairEncoder own, LibraryTokenizer library) {

    static Both of(ObjectNode root) {
      String json = root.toString();
      try {
        return new Both(
            BytePairFile.read(json).orElseThrow(),
            new LibraryTokenizer(json, TokenizerParts.of(json)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Compares; returns whether our own encoding read the text. */
    boolean agreeOn(String text) {
      Optional<int[]> tokens = own.encode(text);
      tokens.ifPresent(
          ids ->
              assertThat(ids)
                  .as(() -> "tokens of " + escaped(text))
                  .isEqualTo(ints(library.encodePlain(text))));
      return tokens.isPresent();
    }
  }

  @Property(seed = "41", tries = 3000)
  void textsHaveTheLibrarysTokens(@ForAll("texts") String text) {
    assertThat(TOKENIZERS.get("own").agreeOn(text)).isTrue();
    TOKENIZERS.values().forEach(both -> both.agreeOn(text));
  }

  @Property(seed = "42", tries = 1000)
  void anyCharactersHaveTheLibrarysTokensEvenHalvesOfPairs(@ForAll String text) {
    TOKENIZERS.values().forEach(both -> both.agreeOn(text));
  }

  @Property(seed = "43", tries = 1000)
  void textsOfAsciiAreReadWithEveryPattern(@ForAll("ascii") String text) {
    assertThat(TOKENIZERS.get("own").agreeOn(text)).isTrue();
    assertThat(TOKENIZERS.get("gpt2").agreeOn(text)).isTrue();
    assertThat(TOKENIZERS.get("neox").agreeOn(text)).isEqualTo(!text.contains("  "));
  }

  /** One by one where kinds of characters may differ, then every so many. */
  @Test
  void everyCharacterIsOfItsKind() {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x10000 ? 1 : 41) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String one = Character.toString(c);
        text.append("a").append(one).append("1 ").append(one).append(one).append(" b\t");
        text.append(one).append(" \n");
      }
      if (text.length() > 4000) {
        assertThat(TOKENIZERS.get("own").agreeOn(text.toString())).isTrue();
        text.setLength(0);
      }
    }
    assertThat(TOKENIZERS.get("own").agreeOn(text.toString())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD800",
        "a\uDC00b",
        "\uDC00\uD800",
        "\uD83D\uDE80 whole and \uD83D half",
        "\u0000 and \uD83D",
        "\u0000 and \uD83D\uDE80",
        "\uD83D\uD83D\uDE80",
        SPECIAL,
        "a" + SPECIAL + SPECIAL + " b\n",
        "'s 's''ll 'LL 'v 've're'r'",
        "\r\n \r\n\u000b\f\u001c \u0085\u00a0 \u180e\u200b\u2029 \u3000x",
      })
  void textsThatAreSpecialHaveTheLibrarysTokens(String text) {
    assertThat(TOKENIZERS.get("own").agreeOn(text)).isTrue();
    TOKENIZERS.values().forEach(both -> both.agreeOn(text));
  }

  /** Words as long as a line may be; a time that grows with the square would be hours. */
  @Test
  void longWordsHaveTheLibrarysTokensInTimeThatGrowsWithTheirLength() {
    Random random = new Random(44);
    List<String> words =
        List.of(
            "a".repeat(1 << 20),
            "er".repeat(1 << 19),
            letters(random, 1 << 20, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            letters(random, 1 << 20, "erinto"),
            letters(random, 1 << 20, "=-_/\\.\u00e9\u65e5"),
            " ".repeat(1 << 20) + "x",
            "\n".repeat(1 << 20));
    for (String word : words) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> TOKENIZERS.get("own").own.encode(word).orElseThrow());
      String part = word.substring(word.length() - (1 << 13)); // the library is slower
      assertThat(TOKENIZERS.get("own").agreeOn(part)).isTrue();
      TOKENIZERS.values().forEach(both -> both.agreeOn(part));
    }
    for (int length = 1; length < 300; length++) {
      assertThat(TOKENIZERS.get("own").agreeOn(letters(random, length, "erinto"))).isTrue();
    }
  }

  /** Run by hand; see docs/development.md. Bytes are read as Latin-1 if they are not UTF-8. */
  @Test
  @EnabledIfSystemProperty(named = "simba.test.texts", matches = ".+")
  void allLinesOfAFolderHaveTheLibrarysTokens() throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("simba.test.texts")))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        String text =
            utf8.indexOf('\uFFFD') < 0 ? utf8 : new String(bytes, StandardCharsets.ISO_8859_1);
        for (String line : text.split("\n")) {
          assertThat(TOKENIZERS.get("own").agreeOn(line + '\n')).isTrue();
          lines++;
        }
      }
    }
    System.out.println(lines + " lines have the library's tokens");
  }

  @Test
  void threadsShareAnEncoder() {
    List<String> texts =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "job " + i * 7919L + " of user" + i % 977 + " took " + i % 1000 + " ms")
            .toList();
    BytePairEncoder shared = BytePairFile.read(json().toString()).orElseThrow();
    List<int[]> together =
        texts.parallelStream().map(text -> shared.encode(text).orElseThrow()).toList();
    BytePairEncoder alone = BytePairFile.read(json().toString()).orElseThrow();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.encode(texts.get(i)).orElseThrow());
    }
  }

  @Test
  void libraryIsNotLoadedForAFileWhoseTextsAreAllReadHere() {
    assertThat(TOKENIZERS.get("own").own.readsAll()).isTrue();
    assertThat(TOKENIZERS.get("gpt2").own.readsAll()).isFalse();
    assertThat(TOKENIZERS.get("neox").own.readsAll()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/normalizer={\"type\":\"NFKC\"}",
        "/normalizer={\"type\":\"Lowercase\"}",
        "/pre_tokenizer=null",
        "/pre_tokenizer={\"type\":\"Whitespace\"}",
        "/pre_tokenizer/pretokenizers/0/behavior=\"Removed\"",
        "/pre_tokenizer/pretokenizers/0/invert=true",
        "/pre_tokenizer/pretokenizers/0/pattern/Regex=\"\\\\s\"",
        "/pre_tokenizer/pretokenizers/1/add_prefix_space=true",
        "/pre_tokenizer/pretokenizers/1/use_regex=true",
        "/model/type=\"WordLevel\"",
        "/model/dropout=0.1",
        "/model/continuing_subword_prefix=\"##\"",
        "/model/end_of_word_suffix=\"</w>\"",
        "/model/ignore_merges=true",
        "/model/vocab/a=70000000000",
        "/model/vocab/a=1",
        "/model/merges/0=\"e qqqq\"",
        "/model/merges/0=\"e\"",
        "/model/merges/0=\"e r\"",
        "/truncation={}",
        "/more=1",
      })
  void filesWithOtherComponentsAreLeftToTheLibrary(String change) throws IOException {
    ObjectNode json = json();
    String path = change.substring(0, change.indexOf('='));
    String parent = path.substring(0, path.lastIndexOf('/'));
    String field = path.substring(path.lastIndexOf('/') + 1);
    var value = JSON.readTree(change.substring(path.length() + 1));
    if (json.at(parent) instanceof ArrayNode array) {
      array.set(Integer.parseInt(field), value);
    } else {
      ((ObjectNode) json.at(parent)).set(field, value);
    }
    assertThat(BytePairFile.read(json.toString())).isEmpty();
  }

  @Test
  void fileWithoutATokenForEveryByteIsLeftToTheLibrary() {
    ObjectNode json = json();
    ((ObjectNode) json.at("/model/vocab")).remove("\u0100"); // NUL
    assertThat(BytePairFile.read(json.toString())).isEmpty();
  }

  @Test
  void fileWithTheSameFieldTwiceIsLeftToTheLibrary() {
    String json = json().toString();
    assertThat(BytePairFile.read("{\"normalizer\":null," + json.substring(1))).isEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> others =
        Arbitraries.of(
            "α",
            "é",
            "e\u0301",
            "日本",
            "\uD83D\uDE80",
            "\uD83D\uDC69\u200D\uD83D\uDCBB",
            "٣",
            "\u00a0",
            "\u0085",
            "\u180e",
            "\u2003",
            "\u2028",
            "\u3000",
            "\ufeff",
            "\ufffd",
            "\u0000",
            "\u001b[31m",
            "\uD83D");
    return Arbitraries.frequencyOf(
            Tuple.of(12, pieces()),
            Tuple.of(3, others),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(6)))
        .list()
        .ofMaxSize(40)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> ascii() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, pieces()), Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(8)))
        .list()
        .ofMaxSize(40)
        .map(list -> String.join("", list));
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.of(
        "don't",
        "'s",
        "'ll",
        "'LL",
        "''",
        "Error",
        "e",
        "connection",
        "42",
        "7",
        "1234567",
        "0x7f",
        " ",
        "  ",
        "   ",
        "\t",
        "\n",
        "\r\n",
        "\u000b",
        "\u001c",
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
  }

  private static String letters(Random random, int length, String of) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(of.charAt(random.nextInt(of.length())));
    }
    return word.toString();
  }

  private static ObjectNode divided(ObjectNode json, String preTokenizer) {
    json.set("pre_tokenizer", read(preTokenizer));
    return json;
  }

  private static ObjectNode composing(ObjectNode json) {
    json.putObject("normalizer").put("type", "NFC");
    return json;
  }

  /** Runs of blanks as tokens, as GPT-NeoX has them. */
  private static ObjectNode withBlanksAdded(ObjectNode json) {
    int id = json.at("/model/vocab").size();
    for (int length = 4; length > 1; length--) {
      json.withArray("added_tokens")
          .addObject()
          .put("id", id++)
          .put("content", " ".repeat(length))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", true)
          .put("special", false);
    }
    return json;
  }

  private static ObjectNode json() {
    try {
      return read(
          Files.readString(Fixture.simbaStart().directory().resolve(Checkpoint.TOKENIZER_FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] ints(long[] ids) {
    return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
  }

  private static String escaped(String text) {
    return JSON.valueToTree(text).toString();
  }
}
