package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
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

/** A partition's state that one model made, taken up by another: the same with rounded weights. */
class OtherModelTest {

  private static final String ROUNDED = "simba.model.weights=bfloat16; simba.chunk.tokens=10";

  private final ViewStateStore state = new ViewStateStore();
  private final List<ScoredRecord> scored = new ArrayList<>();

  @BeforeEach
  void aPartitionThatAModelHasRead() throws Exception {
    for (String name : FunctionStates.declared().keySet()) {
      boolean list = name.equals("simba_pending");
      state.bind(name.replace('_', '-'), list ? new ListView<>() : new MapView<>());
    }
    read(
        "simba.chunk.tokens=10; simba.state.warm-up-records=10",
        "a first line that is so long that it is a chunk of its own",
        "two");
    assertThat(scored).hasSize(1);
  }

  @Test
  void isRefusedWithTheMessageOfTheJob() {
    assertThatThrownBy(() -> read(ROUNDED, "three"))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("the restored hidden states belong to model simba-logs@")
        .hasMessageContaining("set simba.model to the former")
        .hasMessageContaining("simba.state.model-mismatch to afresh");
  }

  @Test
  void mayStartAfreshAndReadsWhatPends() throws Exception {
    read(ROUNDED + "; simba.state.model-mismatch=afresh", "three which closes the chunk at last");
    assertThat(scored).extracting(ScoredRecord::text).hasSize(3).contains("two");
    assertThatThrownBy(() -> read("simba.chunk.tokens=10", "four")) // it is the other's now
        .rootCause()
        .hasMessageContaining("the restored hidden states belong to model");
  }

  @Test
  void mayReadTheLastRecordsFirst() throws Exception {
    read(
        ROUNDED + "; simba.state.model-mismatch=warm-up; simba.state.warm-up-records=10",
        "three which closes the chunk at last");
    assertThat(scored).hasSize(3);
  }

  private void read(String options, String... texts) throws Exception {
    OperatorSettings settings = SimbaJob.settings(FunctionOptions.read(options));
    try (RecordTokenizer tokenizer = RecordTokenizer.open(settings.model(), 2048);
        KeyedReader reader =
            KeyedReader.open(
                settings, state, new NoTimers(), new Scored(), new UnregisteredMetricsGroup())) {
      for (String text : texts) {
        reader.add(
            tokenizer.tokenize(
                new IncomingRecord(RowReader.KEY, RowReader.NOWHERE, TestLines.FIRST, text, null)));
      }
    }
  }

  private static final class NoTimers implements KeyTimers {

    @Override
    public long clock() {
      return 0;
    }

    @Override
    public long watermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public void atWindowEnd(long windowStart, long time) {}

    @Override
    public void atIdle(long time) {}
  }

  private final class Scored implements ReadResults {

    @Override
    public void scored(ScoredRecord record) {
      scored.add(record);
    }

    @Override
    public void summary(WindowSummary summary) {}

    @Override
    public void work(WorkCounts work) {}
  }
}
