package org.simbastream.job.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordReader;
import org.simbastream.formats.TextEncoding;
import org.simbastream.formats.mask.Masker;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.job.lines.FileTimes;
import org.simbastream.job.lines.LineReader;
import org.simbastream.job.options.JobVersion;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.keyed.MemoryReader;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.Intake;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.operators.text.PendingLines;
import org.simbastream.operators.text.RecordIntake;
import org.simbastream.operators.text.RecordJoiner;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;
import org.simbastream.scoring.summary.Summarizer;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.text.time.TimeRules;

/** Scores the lines of a file as one stream; its output is JSON, in the order of the lines. */
public final class FileScorer implements AutoCloseable {

  private static final JsonWriter<ScoredRecord> SCORED =
      JsonWriter.scoredRecords(PositionFields.LINE);
  private static final JsonWriter<DeadLetter> REJECTED =
      JsonWriter.deadLetters(PositionFields.LINE, JobVersion.VERSION);

  /** The bytes that are read of a longer line, which is then rejected. */
  private static final int LONGEST_LINE = 64 << 20;

  /** One window for all lines, whatever their times. */
  private static final Duration ALL_TIME = Duration.ofMillis(Long.MAX_VALUE / 2);

  private final RecordJoiner joiner;
  private final RecordIntake intake;
  private final MemoryReader scorer;
  private final RecordReader reader;
  private final Masker masker; // of joined records
  private final FileTimes times;
  private final int maxBytes;

  /**
   * One entry per line that was read and not yet written: its rejection, or empty if it gets a
   * score.
   */
  private final Queue<Optional<DeadLetter>> waiting = new ArrayDeque<>();

  private final Queue<ScoredRecord> scored = new ArrayDeque<>(); // not yet written
  private WindowSummary summary; // of all lines, when they were read

  private PendingLines pending; // null for none

  private long emptyLines;
  private long malformedLines;
  private long rejectedLines;
  private long untimedLines;
  private long firstTime;
  private long lastTime;

  /**
   * A scorer of one file; the caller closes the model.
   *
   * @param maxBytes the longest line that is read, in bytes
   * @param maxTokens the greatest number of tokens read of one line
   */
  public FileScorer(MambaModel model, OperatorSettings settings, int maxBytes, int maxTokens) {
    this(
        model,
        settings,
        maxBytes,
        maxTokens,
        new FileTimes(TimeRules.DEFAULT, System::currentTimeMillis),
        JoinSettings.DEFAULT,
        Masks.NONE);
  }

  /**
   * A scorer of one file; the caller closes the model.
   *
   * @param maxBytes the longest line that is read, in bytes
   * @param maxTokens the greatest number of tokens read of one line
   * @param times reads the times of its lines
   * @param joining how lines are joined to records
   * @param masks what of them is masked
   */
  public FileScorer(
      MambaModel model,
      OperatorSettings settings,
      int maxBytes,
      int maxTokens,
      FileTimes times,
      JoinSettings joining,
      Masks masks) {
    TextTokenizer tokenizer =
        model
            .openTokenizer()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        model.label()
                            + " has no tokenizer.json,"
                            + " which reading text needs; use a model with one"));
    OperatorSettings.Window window = settings.window();
    OperatorSettings all =
        settings.toBuilder()
            .window(
                new OperatorSettings.Window(
                    ALL_TIME,
                    1,
                    window.highlights(),
                    window.newPatterns(),
                    OperatorSettings.SummaryText.NONE,
                    false))
            .build();
    this.joiner = new RecordJoiner(joining);
    this.intake = RecordIntake.ofText(new RecordTokenizer(tokenizer, maxTokens));
    this.scorer = MemoryReader.of(model, all, new Results());
    this.summary =
        new Summarizer(window.highlights(), model.label())
            .summary(
                "",
                0,
                1,
                WindowContent.empty(model.configuration().layers(), settings.pruning().last()),
                "");
    this.reader =
        RecordReader.ofFile(
            RecordFormat.text(maxBytes, Duration.ZERO, TextEncoding.DEFAULT).with(masks));
    this.masker = new Masker(masks);
    this.times = times;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads all lines.
   *
   * @param out takes one JSON object a line
   * @throws UncheckedIOException if the input can't be read
   */
  public void read(InputStream in, Consumer<String> out) {
    LineReader lines = new LineReader(in, Math.max(maxBytes, LONGEST_LINE));
    try {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Position position = new Position("", 0, lines.number());
        join(reader.read(position, lastTime, null, line), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the input can't be read: " + e.getMessage(), e);
    }
    joiner.end(pending, record -> accept(record, out));
    scorer.finish();
    write(out);
  }

  /** The summary of all lines as JSON, from the first line's time to the last's. */
  public String summary(String key) {
    return JsonWriter.summaries(PositionFields.LINE)
        .toJson(summary.as(key, firstTime, lastTime + 1));
  }

  /** How many lines were empty. */
  public long emptyLines() {
    return emptyLines;
  }

  /** How many lines have bytes that are no characters. */
  public long malformedLines() {
    return malformedLines;
  }

  /** How many lines could not be read. */
  public long rejectedLines() {
    return rejectedLines;
  }

  /** How many lines have no time, and that of the line before. */
  public long untimedLines() {
    return untimedLines;
  }

  /** What was recognised as the lines' times, in words; empty if no line has one. */
  public Optional<String> recognisedTimes() {
    return times.recognised();
  }

  @Override
  public void close() {
    scorer.close();
    intake.close();
  }

  private void join(IncomingRecord line, Consumer<String> out) {
    OptionalLong time = line.isRead() ? times.of(line.text()) : OptionalLong.empty();
    IncomingRecord record = line.isRead() ? timed(line, time) : line;
    pending = joiner.take(pending, record, complete -> accept(complete, out));
    boolean goesOn = pending != null && pending.first() != record;
    untimedLines += line.isRead() && time.isEmpty() && !goesOn ? 1 : 0;
  }

  private void accept(IncomingRecord record, Consumer<String> out) {
    Intake taken = intake.take(masker.record(record));
    if (taken instanceof Intake.Tokenized tokenized) {
      malformedLines += tokenized.record().hasReplacedBytes() ? 1 : 0;
      waiting.add(Optional.empty());
      scorer.add(tokenized.record());
    } else if (taken instanceof Intake.Rejected rejected) {
      rejectedLines++;
      waiting.add(Optional.of(rejected.letter()));
    } else {
      emptyLines++;
    }
    write(out);
  }

  private IncomingRecord timed(IncomingRecord record, OptionalLong time) {
    lastTime = time.isPresent() ? Math.max(lastTime, time.getAsLong()) : lastTime;
    firstTime = firstTime == 0 ? lastTime : firstTime;
    return record.at(time.orElse(lastTime));
  }

  /**
   * Writes the results that are known: scores in order, with rejections in their place between
   * them.
   */
  private void write(Consumer<String> out) {
    while (!waiting.isEmpty() && (waiting.peek().isPresent() || !scored.isEmpty())) {
      Optional<DeadLetter> rejected = waiting.remove();
      out.accept(rejected.map(REJECTED::toJson).orElseGet(() -> SCORED.toJson(scored.remove())));
    }
  }

  private final class Results implements ReadResults {

    @Override
    public void scored(ScoredRecord record) {
      scored.add(record);
    }

    @Override
    public void summary(WindowSummary ofAll) {
      summary = ofAll;
    }

    @Override
    public void work(WorkCounts work) {}
  }
}
