package org.simbastream.job.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.simbastream.job.JobVersion;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.job.format.RecordFormat;
import org.simbastream.job.format.RecordReader;
import org.simbastream.job.lines.LineReader;
import org.simbastream.job.lines.LineTime;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.record.DeadLetter;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.operators.text.RecordTokenizer;

/** Scores the lines of a file as one stream; its output is JSON, in the order of the lines. */
public final class FileScorer implements AutoCloseable {

  private static final JsonWriter<ScoredRecord> SCORED =
      JsonWriter.scoredRecords(PositionFields.LINE);
  private static final JsonWriter<DeadLetter> REJECTED =
      JsonWriter.deadLetters(PositionFields.LINE, JobVersion.VERSION);

  /** Of a longer line only so many bytes are taken in, to be rejected. */
  private static final int LONGEST_LINE = 64 << 20;

  private final TextTokenizer textTokenizer;
  private final RecordTokenizer tokenizer;
  private final StreamScorer scorer;
  private final RecordReader reader;
  private final int maxBytes;

  /** One entry a line that was read and not yet written: its rejection, or null for its score. */
  private final Queue<DeadLetterOrScore> waiting = new ArrayDeque<>();

  private long emptyLines;
  private long rejectedLines;
  private long firstTime;
  private long lastTime;

  /**
   * A scorer of one file; the model stays the caller's.
   *
   * @param maxBytes longer lines are not read
   * @param maxTokens tokens read of one line at most
   */
  public FileScorer(MambaModel model, OperatorSettings settings, int maxBytes, int maxTokens) {
    this.textTokenizer =
        model
            .openTokenizer()
            .orElseThrow(() -> new CheckpointException(model.label() + " has no tokenizer.json"));
    this.tokenizer = new RecordTokenizer(textTokenizer, maxTokens);
    this.scorer = new StreamScorer(model, settings);
    this.reader = RecordReader.ofFile(RecordFormat.text(maxBytes, Duration.ZERO));
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
        accept(reader.read(position, lastTime, null, line), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the input can't be read: " + e.getMessage(), e);
    }
    write(scorer.finish(), out);
  }

  /** The summary of all lines as JSON, from the first line's time to the last's. */
  public String summary(String key) {
    return JsonWriter.summaries(PositionFields.LINE)
        .toJson(scorer.summary(key, firstTime, lastTime + 1));
  }

  /** How many lines were empty. */
  public long emptyLines() {
    return emptyLines;
  }

  /** How many lines could not be read. */
  public long rejectedLines() {
    return rejectedLines;
  }

  @Override
  public void close() {
    scorer.close();
    textTokenizer.close();
  }

  private void accept(IncomingRecord record, Consumer<String> out) {
    if (record.rejection() != null) {
      reject(record, out);
      return;
    }
    if (record.text().isEmpty()) {
      emptyLines++;
      return;
    }
    IncomingRecord timed = timed(record);
    TokenizedRecord tokenized;
    try {
      tokenized = tokenizer.tokenize(timed);
    } catch (RuntimeException e) {
      reject(timed.refusedByTokenizer(e), out);
      return;
    }
    waiting.add(new DeadLetterOrScore(null));
    write(scorer.add(tokenized), out);
  }

  private void reject(IncomingRecord record, Consumer<String> out) {
    rejectedLines++;
    waiting.add(
        new DeadLetterOrScore(
            new DeadLetter(record.key(), record.position(), record.time(), record.rejection())));
    write(List.of(), out);
  }

  private IncomingRecord timed(IncomingRecord record) {
    OptionalLong time = LineTime.find(record.text());
    lastTime = time.isPresent() ? Math.max(lastTime, time.getAsLong()) : lastTime;
    firstTime = firstTime == 0 ? lastTime : firstTime;
    return new IncomingRecord(
        record.key(), record.position(), time.orElse(lastTime), record.text(), null);
  }

  /** Writes what is known now: scores as they come, rejections in their place between them. */
  private void write(List<ScoredRecord> scored, Consumer<String> out) {
    var next = scored.iterator();
    while (!waiting.isEmpty() && (waiting.peek().deadLetter() != null || next.hasNext())) {
      DeadLetter deadLetter = waiting.remove().deadLetter();
      out.accept(deadLetter != null ? REJECTED.toJson(deadLetter) : SCORED.toJson(next.next()));
    }
  }

  private record DeadLetterOrScore(DeadLetter deadLetter) {}
}
