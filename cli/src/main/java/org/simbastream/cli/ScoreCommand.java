package org.simbastream.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.simbastream.cli.terminal.MarkedText;
import org.simbastream.formats.mask.Mask;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.lines.BinaryFormat;
import org.simbastream.job.lines.FileTimes;
import org.simbastream.job.lines.LastChange;
import org.simbastream.job.lines.Utf8Input;
import org.simbastream.job.options.RecordJoin;
import org.simbastream.job.score.FileScorer;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.state.ModelIdentity;
import org.simbastream.text.time.TimeRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "score",
    description = {
      "Scores the lines of a file as one stream in one window, without Kafka: prints one JSON"
          + " object per line, in input order, or the score and the line. A line that can't be read"
          + " has the reason instead of a score; empty lines are skipped.",
      "",
      "Example: simba score app.log | jq -c 'select(.score >= 4) | [.line, .text]'"
    })
final class ScoreCommand implements Callable<Integer> {

  private static final String STDIN = "-";

  /** How a line is printed. */
  enum LineFormat {
    JSON,
    TEXT
  }

  @Parameters(paramLabel = "FILE", description = "A file of UTF-8 lines, or - for standard input.")
  private String file;

  @Mixin private ModelOption model;
  @Mixin private PruningOptions pruning;

  @Option(
      names = "--chunk",
      paramLabel = "TOKENS",
      defaultValue = "256",
      description =
          "The size of a chunk, in tokens; a chunk closes at the end of the line that reaches this"
              + " size; default: ${DEFAULT-VALUE}.")
  private int chunkTokens;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "1048576",
      description =
          "The longest line that is read, in bytes; a longer one gets no score; default:"
              + " ${DEFAULT-VALUE}.")
  private int maxBytes;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description =
          "The greatest number of tokens read of one line; the rest of it is cut off; default:"
              + " ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "JSON",
      description =
          "How lines are printed: ${COMPLETION-CANDIDATES}; text is the score and the line, in"
              + " which a terminal shows in bold what deviates; default: ${DEFAULT-VALUE}.")
  private LineFormat format;

  @Option(
      names = "--summary",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Print one summary of the whole input, with N highlights, instead of the scores; 0"
              + " prints the scores.")
  private int highlights;

  @Option(
      names = "--join",
      paramLabel = "WHICH",
      defaultValue = "auto",
      description =
          "Whether lines that are one record, as those of a stack trace, are joined: auto or off;"
              + " default: ${DEFAULT-VALUE}.")
  private RecordJoin join;

  @Option(
      names = "--mask",
      paramLabel = "KIND",
      split = ",",
      description =
          "What is masked in the lines before they are read: ${COMPLETION-CANDIDATES}, separated by"
              + " commas; default: nothing.")
  private Set<Mask> masks = Set.of();

  private static final ObjectMapper JSON = new ObjectMapper();

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
      Optional<BinaryFormat> other = BinaryFormat.peek(in);
      if (other.isPresent()) {
        throw new IllegalArgumentException(notText(other.get()));
      }
      InputStream lines = Utf8Input.of(in);
      return model.use(mamba -> score(mamba, lines));
    }
  }

  private static void checkFile(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no file " + file + ": give one, or - for standard input");
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          file
              + " is a directory: give one of its files, or use simba demo --input to read all of"
              + " them");
    }
  }

  private String notText(BinaryFormat other) {
    String name = file.equals(STDIN) ? "standard input" : file;
    String remedy =
        other.remedy().isEmpty()
            ? ""
            : ": %s %s | simba score -"
                .formatted(other.remedy(), file.equals(STDIN) ? "FILE" : file);
    return ("%s is %s, but simba score reads lines of text%s")
        .formatted(name, other.what(), remedy);
  }

  private int score(MambaModel mamba, InputStream in) {
    PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
    FileTimes times = new FileTimes(TimeRules.DEFAULT, lastChange());
    try (FileScorer scorer =
        new FileScorer(
            mamba, settings(), maxBytes, maxTokens, times, joining(), new Masks(masks, null))) {
      if (highlights > 0) {
        scorer.read(in, json -> {});
        lines.println(scorer.summary(file.equals(STDIN) ? "stdin" : file));
      } else {
        boolean marks = MarkedText.isSeen();
        scorer.read(in, json -> print(format == LineFormat.TEXT ? text(json, marks) : json, lines));
      }
      lines.flush();
      tell(scorer);
    }
    return 0;
  }

  private JoinSettings joining() {
    return join == RecordJoin.AUTO ? JoinSettings.DEFAULT : JoinSettings.OFF;
  }

  private LongSupplier lastChange() {
    return file.equals(STDIN) ? System::currentTimeMillis : LastChange.of(Path.of(file));
  }

  /** Tells what was assumed of the lines, and what was not read. */
  private void tell(FileScorer scorer) {
    scorer.recognisedTimes().ifPresent(times -> err.printf("simba: times are read as %s%n", times));
    if (scorer.untimedLines() > 0 && scorer.recognisedTimes().isPresent()) {
      err.printf(
          "simba: %,d lines have no time, or one that can't be, and that of the line before%n",
          scorer.untimedLines());
    }
    if (scorer.emptyLines() > 0) {
      err.printf("simba: %,d empty lines skipped%n", scorer.emptyLines());
    }
    if (scorer.malformedLines() > 0) {
      err.printf(
          "simba: %,d lines have bytes that are not UTF-8, shown as \uFFFD; iconv converts other"
              + " charsets%n",
          scorer.malformedLines());
    }
    if (scorer.rejectedLines() > 0) {
      err.printf("simba: %,d lines could not be read%n", scorer.rejectedLines());
    }
  }

  /** The score, or the reason why there is none, and the line. */
  private static String text(String json, boolean marks) {
    try {
      JsonNode line = JSON.readTree(json);
      String score =
          line.path("score").isNumber()
              ? "%6.1f".formatted(line.get("score").doubleValue())
              : line.path("reason").asText("     –");
      return line.has("text")
          ? score + "  " + MarkedText.of(line, Integer.MAX_VALUE, marks)
          : score + "  " + line.path("message").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result is no JSON: " + json, e);
    }
  }

  /**
   * Prints a line, and ends the command if its output has no reader any more; its input may be
   * endless.
   */
  private static void print(String json, PrintStream lines) {
    lines.println(json);
    if (lines.checkError()) {
      throw new UncheckedIOException(
          SimbaCommand.STDOUT_GONE, new IOException(SimbaCommand.STDOUT_GONE));
    }
  }

  private OperatorSettings settings() {
    int newPatterns = Math.max(10, highlights);
    return OperatorSettings.builder()
        .model(model.location())
        .pruning(pruning.settings())
        .chunk(new OperatorSettings.Chunk(chunkTokens, Duration.ZERO))
        .bundle(new OperatorSettings.Bundle(chunkTokens, Duration.ZERO))
        .window(
            new OperatorSettings.Window(
                Duration.ofDays(1), 1, Math.max(1, highlights), newPatterns))
        .maxPatterns(4096)
        .idleExpiry(Duration.ZERO)
        .otherModel(
            new OperatorSettings.OtherModel(ModelIdentity.OnMismatch.REFUSE, 0, Integer.MAX_VALUE))
        .build();
  }
}
