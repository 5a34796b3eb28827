package org.simbastream.evaluation.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.keyed.MemoryReader;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.settings.OperatorSettings.SummaryText;
import org.simbastream.operators.text.Intake;
import org.simbastream.operators.text.RecordIntake;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;
import org.simbastream.state.ModelIdentity;

/** Reads lines as one stream with the job's default settings and windows of a minute. */
public final class StreamReading {

  /** The windows' length. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  private static final String KEY = "stream";
  private static final int MAX_TOKENS = 2048;
  private static final int MAX_PATTERNS = 4096;
  private static final SimbaSettings PRUNING = SimbaSettings.ofModel(0.1);

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
        OperatorSettings.builder()
            .model(model.label())
            .pruning(PRUNING)
            .chunk(new OperatorSettings.Chunk(256, Duration.ZERO))
            .bundle(new OperatorSettings.Bundle(256, Duration.ZERO))
            .window(
                new OperatorSettings.Window(
                    WINDOW, 2, highlights, highlights, SummaryText.NONE, false))
            .readout(readout)
            .recall(recall)
            .maxPatterns(MAX_PATTERNS)
            .idleExpiry(Duration.ZERO)
            .otherModel(
                new OperatorSettings.OtherModel(
                    ModelIdentity.OnMismatch.REFUSE, 0, Integer.MAX_VALUE))
            .build();
  }

  /**
   * Reads a stream.
   *
   * @return its windows in order; a time that goes back into a closed window stays in the open one
   * @throws IllegalArgumentException if the model has no tokenizer
   */
  public List<StreamWindow> read(List<TimedLine> lines) {
    TextTokenizer tokenizer =
        model
            .openTokenizer()
            .orElseThrow(
                () -> new IllegalArgumentException(model.label() + " has no tokenizer.json"));
    Windows windows = new Windows();
    try (RecordIntake intake = RecordIntake.ofText(new RecordTokenizer(tokenizer, MAX_TOKENS));
        MemoryReader reader = MemoryReader.of(model, settings, windows)) {
      for (int line = 0; line < lines.size(); line++) {
        windows.line = line;
        reader.advanceTo(lines.get(line).time() - 1);
        if (intake.take(record(lines.get(line), line)) instanceof Intake.Tokenized tokenized) {
          reader.add(tokenized.record());
        }
      }
      windows.line = lines.size();
      reader.finish();
    }
    return windows.all;
  }

  /** The scores of lines as one stream, in their order; empty lines have none. */
  public List<ScoredRecord> scores(List<String> lines) {
    return read(TimedLine.of(lines)).stream().flatMap(window -> window.records().stream()).toList();
  }

  private static IncomingRecord record(TimedLine line, int place) {
    return new IncomingRecord(KEY, new Position("", 0, place), line.time(), line.text(), null);
  }

  /** Gathers the windows as they end. */
  private static final class Windows implements ReadResults {

    private final List<StreamWindow> all = new ArrayList<>();
    private final List<ScoredRecord> records = new ArrayList<>(); // of the open window
    private int from; // the first line of the open window
    private int line; // the next one

    @Override
    public void scored(ScoredRecord record) {
      records.add(record);
    }

    @Override
    public void summary(WindowSummary summary) {
      all.add(new StreamWindow(from, line, List.copyOf(records), summary));
      records.clear();
      from = line;
    }

    @Override
    public void work(WorkCounts work) {}
  }
}
