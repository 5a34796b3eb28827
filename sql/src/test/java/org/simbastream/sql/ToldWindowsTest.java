package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.operators.keyed.KeyTimers;
import org.simbastream.operators.keyed.KeyedReader;
import org.simbastream.operators.keyed.ReadResults;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** A partition's window that was told about is not told about again after a restart. */
class ToldWindowsTest {

  private static final long MINUTE = 60_000;
  private static final long START = TestLines.FIRST / MINUTE * MINUTE;

  private final ViewStateStore state = new ViewStateStore();
  private final List<WindowSummary> summaries = new ArrayList<>();
  private final List<Boolean> late = new ArrayList<>();

  @BeforeEach
  void bindStates() {
    for (String name : FunctionStates.declared().keySet()) {
      boolean list = name.equals("simba_pending");
      state.bind(name.replace('_', '-'), list ? new ListView<>() : new MapView<>());
    }
  }

  @Test
  void aRecordForAToldWindowCountsInTheNextOne() throws Exception {
    read(START, "first", START);
    read(START, "late", START + MINUTE); // a new reader, as after a restart
    assertThat(summaries)
        .extracting(WindowSummary::windowStart, WindowSummary::records)
        .containsExactly(tuple(START, 1L), tuple(START + MINUTE, 1L));
    assertThat(late).containsExactly(false, true);
  }

  /** Reads one record before any watermark; then a window ends. */
  private void read(long time, String text, long endedWindow) throws Exception {
    OperatorSettings settings = SimbaJob.settings(FunctionOptions.read(null));
    try (RecordTokenizer tokenizer = RecordTokenizer.open(settings.model(), 2048);
        KeyedReader reader =
            KeyedReader.open(
                settings,
                state,
                new NoWatermark(),
                new Results(),
                new UnregisteredMetricsGroup())) {
      reader.add(
          tokenizer.tokenize(
              new IncomingRecord(RowReader.KEY, RowReader.NOWHERE, time, text, null)));
      for (long start = START; start <= endedWindow; start += MINUTE) {
        reader.windowEnded(RowReader.KEY, start, start + MINUTE);
      }
    }
  }

  private static final class NoWatermark implements KeyTimers {

    @Override
    public long watermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public long clock() {
      return 0;
    }

    @Override
    public void atWindowEnd(long windowStart, long time) {}

    @Override
    public void atIdle(long time) {}
  }

  private final class Results implements ReadResults {

    @Override
    public void scored(ScoredRecord record) {
      late.add(record.late());
    }

    @Override
    public void summary(WindowSummary summary) {
      summaries.add(summary);
    }

    @Override
    public void work(WorkCounts work) {}
  }
}
