package org.simbastream.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.cli.terminal.Output;
import org.simbastream.model.Fixture;

/** What {@code simba score} prints for the lines of a file. */
class ScoreCommandTest {

  @TempDir private Path directory;

  @Test
  void aModelThatIsSlowToLoadIsReported() throws IOException {
    System.setProperty("simba.loading.patience-ms", "0");
    try {
      CommandRun run = score("INFO one line".getBytes(UTF_8));
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).contains("simba: loading the model bundled …");
    } finally {
      System.clearProperty("simba.loading.patience-ms");
    }
  }

  @Test
  void linesComeInOrderWithTheirNumbersAndUnreadableOnesWithTheirReason() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("first\r\n\n".getBytes(UTF_8));
    file.write(new byte[] {'b', (byte) 0xff, '\n'});
    file.write(("x".repeat(200) + "\n").getBytes(UTF_8));
    file.write("last without line feed".getBytes(UTF_8));
    CommandRun run = score(file.toByteArray(), "--max-bytes", "100");

    assertThat(run.exitCode()).isZero();
    List<JsonNode> lines = run.jsonLines();
    assertThat(lines)
        .extracting(l -> l.get("line").intValue(), l -> l.path("reason").asText(""))
        .containsExactly(tuple(1, ""), tuple(3, ""), tuple(4, "TOO_LARGE"), tuple(5, ""));
    assertThat(lines.get(1).get("text").textValue()).isEqualTo("b\uFFFD");
    assertThat(lines.get(0).get("text").textValue()).isEqualTo("first");
    assertThat(lines.get(2).get("length").intValue()).isEqualTo(200);
    assertThat(lines.get(3).get("score").doubleValue()).isNotNegative();
    assertThat(lines.get(3).get("depthMax").intValue()).isBetween(1, 12);
    assertThat(run.err())
        .contains("1 empty lines")
        .contains("1 lines could not be read")
        .contains("1 lines have");
  }

  @Test
  void whatIsAssumedOfTheTimesIsSaid() throws IOException {
    CommandRun run = score("Nov 28 10:00:05 web01 app: one\ntwo\n".getBytes(UTF_8));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("times are read as 'Nov 28 10:00:05' (assumed: the nearest year, zone UTC)")
        .contains("1 lines have no time");
  }

  @Test
  void asTextALineIsItsScoreAndItself() throws IOException {
    byte[] file = ("INFO ann@shop.example\n10.0.0.7 " + "x".repeat(99)).getBytes(UTF_8);
    CommandRun run = score(file, "--format", "text", "--max-bytes", "98", "--mask", "email,ip");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out().lines().findFirst().orElseThrow()).matches(" {3}0\\.0 {2}INFO <email>");
    assertThat(run.out()).contains("TOO_LARGE").doesNotContain("{");
  }

  @Test
  void aLongLineIsReadUpToItsBoundAndMarked() throws IOException {
    CommandRun run = score("one two three four five\nsix".getBytes(UTF_8), "--max-tokens", "3");
    assertThat(run.jsonLines())
        .extracting(l -> l.get("tokens").intValue() <= 3, l -> l.get("truncated").booleanValue())
        .contains(tuple(true, true));
  }

  @Test
  void whenNobodyTakesTheScoresTheRestIsNotRead() throws IOException {
    Path file = Files.writeString(directory.resolve("long.log"), "a line of it\n".repeat(100_000));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            },
            true,
            UTF_8);
    int exitCode =
        SimbaCommand.execute(closed, new PrintStream(err, true, UTF_8), "score", file.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines("simba: standard output can't be written any more");
  }

  @Test
  void whoReadsAndHasEnoughEndsItQuietly() throws IOException {
    Path file = Files.writeString(directory.resolve("long.log"), "a line of it\n".repeat(100_000));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream closed =
        new Output(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    int exitCode =
        SimbaCommand.execute(closed, new PrintStream(err, true, UTF_8), "score", file.toString());
    assertThat(exitCode).isZero();
    // a busy machine takes long to load the model, which is said
    assertThat(err.toString(UTF_8).lines().filter(l -> !l.contains("loading the model"))).isEmpty();
  }

  @Test
  void whatIsNoTextIsNamedWithWhatMakesTextOfIt() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write("a line\n".getBytes(UTF_8));
    }
    CommandRun compressed = score(gzip.toByteArray());
    assertThat(compressed.exitCode()).isEqualTo(1);
    assertThat(compressed.err())
        .contains("input.log is compressed with gzip")
        .containsPattern("zcat .*input.log \\| simba score -");
    assertThat(score(new byte[] {7, 0, 0, 0, 'a'}).err()).contains("input.log is binary");
    CommandRun folder = CommandRun.of("score", directory.toString());
    assertThat(folder.exitCode()).isEqualTo(1);
    assertThat(folder.err()).contains("is a directory").doesNotContain("\tat ");
  }

  @Test
  void linesOfUtf16AreRead() throws IOException {
    CommandRun run = score("\ufeffINFO one\r\nWARN größer\r\n".getBytes(UTF_16LE));
    assertThat(run.jsonLines())
        .extracting(l -> l.get("text").textValue())
        .containsExactly("INFO one", "WARN größer");
  }

  @Test
  void anEmptyFileGivesNothing() throws IOException {
    CommandRun run = score(new byte[0]);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aSummaryShowsTheMostTellingLinesFirstAndFoldsTheRest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("INFO request ").append(i).append(" served\n");
    }
    text.append("PANIC disk gone\n");
    JsonNode summary = score(text.toString().getBytes(UTF_8), "--summary", "3").json();

    assertThat(summary.get("records").intValue()).isEqualTo(61);
    assertThat(summary.get("highlights").get(0).get("text").textValue())
        .isEqualTo("PANIC disk gone");
    assertThat(summary.get("highlights"))
        .filteredOn(h -> h.get("text").textValue().startsWith("INFO request "))
        .hasSize(summary.get("highlights").size() - 1)
        .isNotEmpty();
    assertThat(summary.get("newPatterns")).hasSize(2);
  }

  @Test
  void aMissingFileOrModelIsSaidInOneMessage() {
    CommandRun noFile = CommandRun.of("score", directory.resolve("none.log").toString());
    assertThat(noFile.exitCode()).isEqualTo(1);
    assertThat(noFile.err()).contains("none.log").doesNotContain("\tat ");
  }

  @Test
  void theModelCommandSaysWhatAKeyCostsAndWhatIsWrong() throws IOException {
    assertThat(CommandRun.of("model").out())
        .contains("350,208 bytes")
        .contains("did not surely expect, with a trust of 0.80")
        .contains("wrong:");
    String plain = Fixture.named("own-trained").directory().toString();
    assertThat(CommandRun.of("model", plain).out()).contains("reads:         every token");
    Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"llama\"}");
    CommandRun wrong = CommandRun.of("model", directory.toString());
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("llama").doesNotContain("\tat ");
  }

  private CommandRun score(byte[] file, String... options) throws IOException {
    Path path = Files.write(directory.resolve("input.log"), file);
    String[] args = new String[options.length + 2];
    args[0] = "score";
    System.arraycopy(options, 0, args, 1, options.length);
    args[args.length - 1] = path.toString();
    return CommandRun.of(args);
  }
}
