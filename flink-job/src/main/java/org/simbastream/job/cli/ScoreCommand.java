package org.simbastream.job.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.simbastream.job.lines.NotText;
import org.simbastream.job.score.FileScorer;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.state.ModelIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "score",
    description = {
      "Scores the lines of a file as one stream in one window, without Kafka: one JSON object a line,"
          + " in input order. A line that can't be read comes with the reason instead of a score;"
          + " empty lines are skipped.",
      "",
      "Example: simba score app.log | jq -c 'select(.score >= 4) | [.line, .text]'"
    })
final class ScoreCommand implements Callable<Integer> {

  private static final String STDIN = "-";

  @Parameters(paramLabel = "FILE", description = "A file of UTF-8 lines, or - for standard input.")
  private String file;

  @Mixin private ModelOption model;
  @Mixin private PruningOptions pruning;

  @Option(
      names = "--chunk",
      paramLabel = "TOKENS",
      defaultValue = "256",
      description =
          "A chunk closes at the first line end at or after so many tokens; default: ${DEFAULT-VALUE}.")
  private int chunkTokens;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "1048576",
      description = "Longer lines are not read; default: ${DEFAULT-VALUE}.")
  private int maxBytes;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Tokens read of one line at most; default: ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Option(
      names = "--summary",
      paramLabel = "N",
      defaultValue = "0",
      description = "Print instead one summary of the whole input, with N highlights.")
  private int highlights;

  private final PrintStream out;
  private final PrintStream err;

  ScoreCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    if (chunkTokens < 1) {
      throw new IllegalArgumentException("--chunk is " + chunkTokens + ": give at least 1 token");
    }
    if (maxTokens < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("--max-tokens and --max-bytes are at least 1");
    }
    if (!file.equals(STDIN)) {
      checkFile(Path.of(file));
    }
    try (BufferedInputStream in =
        new BufferedInputStream(
            file.equals(STDIN) ? System.in : Files.newInputStream(Path.of(file)))) {
      Optional<NotText> other = NotText.peek(in);
      if (other.isPresent()) {
        throw new IllegalArgumentException(notText(other.get()));
      }
      return model.use(mamba -> score(mamba, in));
    }
  }

  private static void checkFile(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no file " + file + ": give one, or - for standard input");
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          file + " is a directory: give a file of it; simba demo --input reads all of them");
    }
  }

  private String notText(NotText other) {
    String name = file.equals(STDIN) ? "standard input" : file;
    String remedy =
        other.remedy().isEmpty()
            ? ""
            : ": %s %s | simba score -"
                .formatted(other.remedy(), file.equals(STDIN) ? "FILE" : file);
    return "%s is %s, and lines of UTF-8 are read%s".formatted(name, other.what(), remedy);
  }

  private int score(MambaModel mamba, InputStream in) {
    PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
    try (FileScorer scorer = new FileScorer(mamba, settings(), maxBytes, maxTokens)) {
      if (highlights > 0) {
        scorer.read(in, json -> {});
        lines.println(scorer.summary(file.equals(STDIN) ? "stdin" : file));
      } else {
        scorer.read(in, json -> print(json, lines));
      }
      lines.flush();
      if (scorer.emptyLines() > 0) {
        err.printf("simba: %,d empty lines skipped%n", scorer.emptyLines());
      }
      if (scorer.rejectedLines() > 0) {
        err.printf("simba: %,d lines could not be read%n", scorer.rejectedLines());
      }
    }
    return 0;
  }

  /** Ends the command when nobody takes its output any more; its input may be endless. */
  private static void print(String json, PrintStream lines) {
    lines.println(json);
    if (lines.checkError()) {
      throw new UncheckedIOException(
          SimbaCommand.STDOUT_GONE, new IOException(SimbaCommand.STDOUT_GONE));
    }
  }

  private OperatorSettings settings() {
    int newPatterns = Math.max(10, highlights);
    return new OperatorSettings(
        model.location(),
        pruning.settings(),
        new OperatorSettings.Chunk(chunkTokens, Duration.ZERO),
        new OperatorSettings.Bundle(chunkTokens, Duration.ZERO),
        new OperatorSettings.Window(Duration.ofDays(1), 1, Math.max(1, highlights), newPatterns),
        true,
        true,
        4096,
        Duration.ZERO,
        ModelIdentity.OnMismatch.REFUSE);
  }
}
