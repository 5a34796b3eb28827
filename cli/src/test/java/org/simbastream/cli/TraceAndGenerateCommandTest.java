package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;

/** The command line against the golden results. */
class TraceAndGenerateCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"tiny-f32", "tiny-bf16", "tiny-f16", "own-falcon", "own-mamba2"})
  void traceShowsWhatTheReferenceKeptScoredAndCarried(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    for (JsonNode run : fixture.golden().get("runs")) {
      JsonNode trace =
          CommandRun.of(
                  "trace",
                  "--model",
                  fixture.directory().toString(),
                  "--ids",
                  joined(fixture.ids()),
                  "--chunk",
                  joined(Fixture.ints(fixture.golden().get("chunkSizes"))),
                  "--keep",
                  run.get("lastKeep").asText(),
                  "--horizon",
                  run.get("horizon").asText(),
                  "--state")
              .json();
      assertThat(trace.get("chunks")).hasSameSizeAs(run.get("chunks"));
      for (int i = 0; i < run.get("chunks").size(); i++) {
        JsonNode expected = run.get("chunks").get(i);
        assertThat(trace.get("chunks").get(i).get("kept")).isEqualTo(expected.get("kept"));
        assertClose(trace.get("chunks").get(i).get("lastLogits"), expected.get("lastLogits"), 2e-4);
      }
      for (int layer = 0; layer < run.get("finalState").size(); layer++) {
        JsonNode expected = run.get("finalState").get(layer);
        for (int row = 0; row < expected.get("conv").size(); row++) {
          assertClose(trace.get("conv").get(layer).get(row), expected.get("conv").get(row), 1e-4);
        }
        for (int channel = 0; channel < expected.get("ssmRowSums").size(); channel++) {
          double sum = 0;
          for (JsonNode state : trace.get("ssm").get(layer).get(channel)) {
            sum += state.doubleValue();
          }
          assertThat(sum)
              .isCloseTo(expected.get("ssmRowSums").get(channel).doubleValue(), within(1e-4));
        }
      }
    }
  }

  @Test
  void traceReadsTextAsAStreamDoes() throws IOException {
    Fixture start = Fixture.simbaStart();
    String text = start.golden().get("text").textValue();
    JsonNode ids = CommandRun.of("trace", "--text", text).json().get("ids");
    assertThat(Fixture.ints(ids)).isEqualTo(start.ids());
    JsonNode withoutEnd = CommandRun.of("trace", "--text", text.stripTrailing()).json().get("ids");
    assertThat(withoutEnd).isEqualTo(ids);
  }

  @Test
  void traceShowsWhatAReadersGateExpectedAndSkipped() throws IOException {
    String model = Fixture.named("own-reader").directory().toString();
    String repeated = "5,6,7,8,9,".repeat(12) + "5";
    JsonNode trace =
        CommandRun.of("trace", "--model", model, "--ids", repeated, "--chunk", "256").json();
    JsonNode chunk = trace.get("chunks").get(0);
    JsonNode gate = chunk.get("gate");
    int[] ids = Fixture.ints(trace.get("ids"));
    assertThat(gate.get("skipped")).isNotEmpty();
    assertThat(gate.get("expected")).hasSameSizeAs(trace.get("ids"));
    assertThat(gate.get("candidates")).hasSameSizeAs(trace.get("ids"));
    for (JsonNode skipped : gate.get("skipped")) {
      int place = skipped.intValue();
      assertThat(chunk.get("kept").get(0)).doesNotContain(skipped);
      assertThat(gate.get("expected").get(place).intValue()).isEqualTo(ids[place]);
      assertThat(gate.get("trust").get(place).doubleValue()).isGreaterThanOrEqualTo(0.8);
      assertThat(Fixture.ints(gate.get("candidates").get(place))).contains(ids[place]);
    }
    assertThat(chunk.get("kept").get(0).size() + gate.get("skipped").size()).isEqualTo(ids.length);
  }

  @Test
  void theLastChunkSizeRepeatsAndTheLastChunkMayBeShorter() throws IOException {
    String model = Fixture.named("tiny-f32").directory().toString();
    JsonNode trace =
        CommandRun.of("trace", "--model", model, "--ids", "1,2,3,4,5,6,7,8", "--chunk", "1,3")
            .json();
    assertThat(trace.get("chunks"))
        .extracting(c -> c.get("kept").get(0).size())
        .containsExactly(1, 3, 3, 1);
  }

  @Test
  void generateContinuesAsTheReferenceDoes() throws IOException {
    Fixture fixture = Fixture.named("tiny-f32");
    JsonNode written =
        CommandRun.of(
                "generate",
                "--model",
                fixture.directory().toString(),
                "--ids",
                joined(fixture.ids()),
                "--max-tokens",
                "12",
                "--json")
            .json();
    assertThat(written.get("ids")).isEqualTo(fixture.golden().get("greedyContinuation"));
  }

  @Test
  void generateDrawsAsTheSeedSaysAndEndsBeforeAStopString() throws IOException {
    String[] prompt = {"generate", "--prompt", "INFO ", "--max-tokens", "30", "--json"};
    JsonNode greedy = CommandRun.of(prompt).json();
    JsonNode drawn = CommandRun.of(with(prompt, "--temperature", "2", "--seed", "4")).json();
    JsonNode again = CommandRun.of(with(prompt, "--temperature", "2", "--seed", "4")).json();
    JsonNode other = CommandRun.of(with(prompt, "--temperature", "2", "--seed", "5")).json();
    assertThat(drawn).isEqualTo(again).isNotEqualTo(greedy).isNotEqualTo(other);
    assertThat(CommandRun.of(with(prompt, "--temperature", "2", "--top-p", "1e-9")).json())
        .isEqualTo(greedy);

    String text = greedy.get("text").textValue();
    String stop = text.substring(5, 8);
    JsonNode stopped = CommandRun.of(with(prompt, "--stop", stop)).json();
    assertThat(stopped.get("text").textValue()).isEqualTo(text.substring(0, text.indexOf(stop)));
    assertThat(stopped.get("stopped").booleanValue()).isTrue();
    assertThat(greedy.get("stopped").booleanValue()).isFalse();
  }

  @Test
  void whatIsWrongIsSaidInOneMessageWithoutATrace() {
    String model = Fixture.named("tiny-f32").directory().toString();
    assertRefused(
        CommandRun.of("trace", "--model", "no-such-model", "--ids", "1"), "no-such-model");
    assertRefused(CommandRun.of("trace", "--model", model, "--ids", "97"), "token id 97");
    assertRefused(CommandRun.of("trace", "--model", model, "--ids", "1", "--keep", "0"), "0.0");
    assertRefused(CommandRun.of("trace", "--model", model, "--text", "a"), "tokenizer.json");
    assertThat(CommandRun.of("trace", "--model", model).exitCode()).isEqualTo(2);
    String[] generate = {"generate", "--model", model, "--ids", "1"};
    assertRefused(CommandRun.of(with(generate, "--temperature", "-1")), "--temperature is -1.0");
    assertRefused(CommandRun.of(with(generate, "--temperature", "1", "--top-p", "0")), "--top-p");
    assertRefused(CommandRun.of(with(generate, "--top-p", "0.5")), "give a --temperature");
    assertRefused(CommandRun.of(with(generate, "--stop", "x")), "no tokenizer.json");
  }

  private static void assertRefused(CommandRun run, String naming) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(naming).doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  private static void assertClose(JsonNode actual, JsonNode expected, double tolerance) {
    double[] values = Fixture.doubles(expected);
    assertThat(actual).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(actual.get(i).doubleValue()).isCloseTo(values[i], within(tolerance));
    }
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }

  private static String joined(int[] values) {
    return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
