package org.simbastream.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.fuzz.Damage;
import org.simbastream.text.bpe.BytePairEncoder;
import org.simbastream.text.bpe.BytePairFile;

/** The tokenizer's native code meets files and texts that were not made for it. */
class HostileTokenizerTest {

  private static final int WORDS = 512;

  /** The first places of the file are its components and the first words of its vocabulary. */
  private static final int COMPONENTS = 60;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path file;

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("simba-hostile-", ".json");
  }

  @AfterContainer
  static void removeFile() throws IOException {
    Files.delete(file);
  }

  @Property(seed = "21", tries = 300)
  void anyBytesAreRefused(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
    openAndEncode(bytes, "text");
  }

  @Property(seed = "22", tries = 500)
  void aDamagedFileIsReadOrRefused(
      @ForAll @Size(min = 1, max = 4) List<@From("damage") Damage> damage, @ForAll String text)
      throws IOException {
    byte[] bytes = Files.readAllBytes(fixture());
    for (Damage one : damage) {
      bytes = one.applyTo(bytes);
    }
    openAndEncode(bytes, text);
  }

  @Property(seed = "24", tries = 500)
  void aFileWithAnythingInAnyPlaceIsReadOrRefused(
      @ForAll @IntRange(max = 1 << 20) int place,
      @ForAll("json") String value,
      @ForAll @Size(max = 20) String text)
      throws IOException {
    JsonNode root = JSON.readTree(fixture().toFile());
    List<Consumer<JsonNode>> places = new ArrayList<>();
    collect(root, places);
    places.get(place % places.size()).accept(JSON.readTree(value));
    openAndEncode(JSON.writeValueAsBytes(root), text);
  }

  @Property(seed = "25", tries = 1500)
  void aFileIsOnlyReadWithoutTheLibraryIfThatReadsItAlike(
      @ForAll @IntRange(max = COMPONENTS) int place,
      @ForAll("json") String value,
      @ForAll @Size(max = 40) String text)
      throws IOException {
    JsonNode root = JSON.readTree(fixture().toFile());
    List<Consumer<JsonNode>> places = new ArrayList<>();
    collect(root, places);
    places.get(place).accept(JSON.readTree(value));
    String json = JSON.writeValueAsString(root);
    Optional<BytePairEncoder> own = BytePairFile.read(json);
    if (own.isPresent()) {
      try (LibraryTokenizer library = new LibraryTokenizer(json, TokenizerParts.of(json))) {
        library.load();
        Optional<int[]> ids = own.get().encode(text);
        long[] librarys = library.encodePlain(text);
        ids.ifPresent(
            all -> assertThat(Arrays.stream(all).asLongStream().toArray()).isEqualTo(librarys));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\u0001\"", // the process ended: control characters, …
        "1e999", // … numbers that are not finite, …
        "\"\\ud800\"", // … halves of characters, …
        "{\"a\":}", // … and whatever else is no JSON, inside the decoder's part
      })
  void whatEndedTheProcessIsRefused(String value) throws IOException {
    String json = Files.readString(fixture());
    int decoder = json.indexOf("\"decoder\": {") + "\"decoder\": {".length();
    byte[] bytes =
        (json.substring(0, decoder) + "\"x\": " + value + ", " + json.substring(decoder))
            .getBytes(StandardCharsets.UTF_8);
    Path damaged = Files.createTempFile("simba-hostile-", ".json");
    try {
      Files.write(damaged, bytes);
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> TextTokenizer.open(damaged, WORDS))
          .withMessageContaining("is not a usable tokenizer: it ");
    } finally {
      Files.delete(damaged);
    }
  }

  @Test
  void nestingThatEndedTheProcessIsRefused() throws IOException {
    whatEndedTheProcessIsRefused("[".repeat(127) + "]".repeat(127));
  }

  @Property(seed = "23", tries = 500)
  void anyTextIsEncodedIntoWordsOfTheModel(@ForAll String text) {
    try (TextTokenizer tokenizer = TextTokenizer.open(fixture(), WORDS)) {
      assertThat(Arrays.stream(tokenizer.encode(text))).allMatch(word -> word >= 0 && word < WORDS);
    }
  }

  @Provide
  Arbitrary<Damage> damage() {
    return Damage.ofText();
  }

  @Provide
  Arbitrary<String> json() {
    return Arbitraries.of(
        "null",
        "true",
        "-1",
        "0",
        "1e300",
        "4294967295",
        "4294967296",
        "18446744073709551616",
        "\"\"",
        "\"x\"",
        "\"Sequence\"",
        "\"[\"",
        "\"(?=\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"type\":\"Sequence\"}",
        "{\"type\":\"ByteLevel\"}",
        "{\"id\":4294967295}");
  }

  /** What puts something else into each place of a tree. */
  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                places.add(other -> object.set(field.getKey(), other));
                collect(field.getValue(), places);
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(other -> array.set(index, other));
        collect(array.get(i), places);
      }
    }
  }

  private static void openAndEncode(byte[] bytes, String text) throws IOException {
    Files.write(file, bytes);
    try (TextTokenizer tokenizer = TextTokenizer.open(file, WORDS)) {
      assertThat(Arrays.stream(tokenizer.encode(text))).allMatch(word -> word >= 0 && word < WORDS);
    } catch (CheckpointException e) {
      assertThat(e).hasMessageContaining(file.toString());
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("the model's vocabulary has only " + WORDS);
    }
  }

  private static Path fixture() {
    return Fixture.named("own-trained").directory().resolve(Checkpoint.TOKENIZER_FILE);
  }
}
