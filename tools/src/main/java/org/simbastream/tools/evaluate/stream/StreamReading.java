package org.simbastream.tools.evaluate.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.job.score.StreamScorer;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.state.ModelIdentity;

/** Reads lines as one stream with the job's default settings and windows of a minute. */
public final class StreamReading {

  /** The windows' length. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  private static final String KEY = "stream";
  private static final int MAX_TOKENS = 2048;
  private static final int MAX_PATTERNS = 4096;
  private static final SimbaSettings PRUNING = SimbaSettings.linear(0.1, 0);

  private final MambaModel model;
  private final OperatorSettings settings;

  /**
   * A reading.
   *
   * @param model stays the caller's
   * @param readout whether the model's surprisal is part of the scores
   * @param recall whether the stream's own past counts in the surprisal
   * @param highlights highlights a window at most
   */
  public StreamReading(MambaModel model, boolean readout, boolean recall, int highlights) {
    this.model = model;
    this.settings =
        new OperatorSettings(
            model.label(),
            PRUNING,
            new OperatorSettings.Chunk(256, Duration.ZERO),
            new OperatorSettings.Bundle(256, Duration.ZERO),
            new OperatorSettings.Window(WINDOW, 2, highlights, highlights),
            readout,
            recall,
            MAX_PATTERNS,
            Duration.ZERO,
            ModelIdentity.OnMismatch.REFUSE);
  }

  /**
   * Reads a stream.
   *
   * @return its windows in order; a time that goes back into a closed window stays in the open one
   * @throws IllegalArgumentException if the model has no tokenizer
   */
  public List<StreamWindow> read(List<TimedLine> lines) {
    List<StreamWindow> windows = new ArrayList<>();
    try (TextTokenizer text =
            model
                .openTokenizer()
                .orElseThrow(
                    () -> new IllegalArgumentException(model.label() + " has no tokenizer.json"));
        StreamScorer scorer = new StreamScorer(model, settings)) {
      RecordTokenizer tokenizer = new RecordTokenizer(text, MAX_TOKENS);
      List<ScoredRecord> records = new ArrayList<>();
      int from = 0;
      for (int line = 0; line < lines.size(); line++) {
        if (!lines.get(line).text().isEmpty()) {
          records.addAll(scorer.add(tokenizer.tokenize(record(lines.get(line), line))));
        }
        if (line + 1 == lines.size() || windowEnds(lines, from, line + 1)) {
          records.addAll(scorer.finish());
          long start = settings.window().start(lines.get(from).time());
          windows.add(
              new StreamWindow(
                  from,
                  line + 1,
                  List.copyOf(records),
                  scorer.summary(KEY, start, settings.window().end(start))));
          scorer.startWindow();
          records.clear();
          from = line + 1;
        }
      }
    }
    return windows;
  }

  private boolean windowEnds(List<TimedLine> lines, int from, int next) {
    long start = settings.window().start(lines.get(from).time());
    return lines.get(next).time() >= settings.window().end(start);
  }

  private static IncomingRecord record(TimedLine line, int place) {
    return new IncomingRecord(KEY, new Position("", 0, place), line.time(), line.text(), null);
  }
}
