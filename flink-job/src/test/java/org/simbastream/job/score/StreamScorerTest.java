package org.simbastream.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.SideOutputs;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.load.AdaptiveKeep;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.text.RecordTokenizer;

/** A scorer outside Flink gives what the operator gives, however states are kept. */
class StreamScorerTest {

  private static final String KEY = "host-1";
  private static final Map<StatePrecision, List<ScoredRecord>> SCORED =
      new EnumMap<>(StatePrecision.class);

  @ParameterizedTest
  @EnumSource
  void scoresAreTheOperators(StatePrecision precision) throws Exception {
    OperatorSettings settings = settings(precision);
    List<TokenizedRecord> records = records();
    List<ScoredRecord> scored = ofScorer(settings, records);
    assertThat(scored).hasSameSizeAs(records).isEqualTo(ofOperator(settings, records));
    SCORED.put(precision, scored);
    if (SCORED.size() > 1) {
      assertThat(SCORED.get(StatePrecision.BFLOAT16))
          .as("rounding shows")
          .isNotEqualTo(SCORED.get(StatePrecision.FLOAT32));
    }
  }

  private static List<ScoredRecord> ofScorer(
      OperatorSettings settings, List<TokenizedRecord> records) {
    return ModelLocation.read(
        ModelLocation.BUNDLED,
        directory -> {
          List<ScoredRecord> scored = new ArrayList<>();
          try (MambaModel model = MambaModel.load(directory);
              StreamScorer scorer = new StreamScorer(model, settings)) {
            records.forEach(record -> scored.addAll(scorer.add(record)));
            scored.addAll(scorer.finish());
          }
          return scored;
        });
  }

  private static List<ScoredRecord> ofOperator(
      OperatorSettings settings, List<TokenizedRecord> records) throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, TokenizedRecord, WindowSummary> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new SimbaOperator(settings), TokenizedRecord::key, Types.STRING)) {
      harness.setStateBackend(new HashMapStateBackend());
      harness.open();
      for (TokenizedRecord record : records) {
        harness.processElement(record, record.time());
      }
      harness.getOperator().finish();
      return harness.getSideOutput(SideOutputs.SCORED).stream()
          .map(StreamRecord::getValue)
          .toList();
    }
  }

  private static List<TokenizedRecord> records() {
    SplittableRandom random = new SplittableRandom(3);
    List<TokenizedRecord> records = new ArrayList<>();
    try (RecordTokenizer tokenizer = RecordTokenizer.open(ModelLocation.BUNDLED, 2048)) {
      for (int i = 0; i < 60; i++) {
        String text =
            "INFO dfs.DataNode: block blk_%d of size %d received"
                .formatted(random.nextInt(1 << 20), random.nextInt(1000));
        Position position = new Position("logs", 0, i);
        records.add(tokenizer.tokenize(new IncomingRecord(KEY, position, i, text, null)));
      }
    }
    return records;
  }

  private static OperatorSettings settings(StatePrecision precision) {
    return new OperatorSettings(
        ModelLocation.BUNDLED,
        WeightPrecision.FLOAT32,
        precision,
        SimbaSettings.linear(0.25, 0),
        AdaptiveKeep.OFF,
        new OperatorSettings.Chunk(100, Duration.ZERO),
        OperatorSettings.Bundle.DEFAULT,
        OperatorSettings.Window.of(Duration.ofMinutes(1)),
        true,
        true,
        100,
        Duration.ZERO,
        OperatorSettings.OtherModel.REFUSED);
  }
}
