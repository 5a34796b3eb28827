package org.simbastream.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.Deviation;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.RecentRecords;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.deviation.Haste;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.scoring.deviation.PatternCosts;
import org.simbastream.scoring.deviation.PlaceCost;
import org.simbastream.scoring.deviation.ValueCounts;
import org.simbastream.scoring.summary.Candidate;
import org.simbastream.scoring.summary.PatternPhrase;
import org.simbastream.scoring.summary.TopicWords;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.state.stream.AlertBar;
import org.simbastream.state.stream.Presence;
import org.simbastream.state.stream.RunningCost;
import org.simbastream.state.stream.RunningMean;

/** Every keyed state of the operators survives its bytes. */
class OperatorSerializersTest {

  private static final Position POSITION = new Position("logs", 3, 1L << 33);
  private static final String LONG_TEXT = "ünïcode \uD83D\uDE00 ".repeat(20_000);

  static Stream<Arguments> values() {
    List<Deviation> why =
        List.of(
            new Deviation(Deviation.Kind.VALUE, 3, 6, 6.25, "200"),
            Deviation.ofRecord(Deviation.Kind.PAUSE, 4.5));
    ScoredRecord scored =
        new ScoredRecord("key", POSITION, -5, LONG_TEXT, 3.25, 1.5, 12, 40, true, false, why);
    RunningCost cost = new RunningCost(1L << 40, 2.5f, 0.25f);
    KeyCosts costs = new KeyCosts(cost, RunningCost.NONE, cost, cost, RunningCost.NONE, cost, cost);
    List<PlaceCost> places =
        List.of(
            new PlaceCost(0, cost, "", 0, ValueCounts.NONE),
            new PlaceCost(
                65, RunningCost.NONE, "200", 9, ValueCounts.of(new int[] {1 << 17 | 3, 7})));
    PatternCosts ofPattern =
        new PatternCosts(
            cost, cost, RunningCost.NONE, 1.25, 1L << 40, places, new Haste(1L << 41, cost, -0.5));
    return Stream.of(
        Arguments.of(RecentRecordsSerializer.INSTANCE, RecentRecords.NONE),
        Arguments.of(
            RecentRecordsSerializer.INSTANCE,
            new RecentRecords(List.of(new byte[] {65, -61, -68}, new byte[0]))),
        Arguments.of(
            PatternCountSerializer.INSTANCE,
            new PatternCount(3, 1L << 40, 5, 2, 7, 1L << 33, PatternCosts.NONE)),
        Arguments.of(
            PatternCountSerializer.INSTANCE,
            new PatternCount(3, 1L << 40, 5, 2, 7, 1L << 33, ofPattern)),
        Arguments.of(
            KeyHistorySerializer.INSTANCE,
            new KeyHistory(
                9,
                8,
                4,
                -77,
                new RunningMean(3.05, 2.5),
                2,
                costs,
                new AlertBar(5.25, 7, 3),
                new Presence(12, 3, 2, 60_000, 10_000),
                1_700_000_000_001L)),
        Arguments.of(OpenChunkSerializer.INSTANCE, new OpenChunk(60_000, 12, OpenChunk.NO_TIMER)),
        Arguments.of(
            OpenChunkSerializer.INSTANCE, new OpenChunk(List.of(60_000L, -60_000L, 0L), 12, 99)),
        Arguments.of(
            PendingRecordSerializer.INSTANCE,
            new PendingRecord(
                new TokenizedRecord("key", POSITION, 9, LONG_TEXT, new int[] {1, 99_999}, true),
                true,
                -60_000)),
        Arguments.of(
            WindowContentSerializer.INSTANCE,
            new WindowContent(
                7,
                70,
                new OpCounts(70, new long[] {70, 35}, 5, 4, 3, 2),
                0.07,
                Map.of(1L, 2L, -3L, 4L),
                Map.of(-3L, 4L, 5L, 4L),
                List.of(new PatternPhrase(-3, "disk full"), new PatternPhrase(1, "")),
                new TopicWords(Map.of("disk", new TopicWords.Use(3, 2, 5)), 40, 7, false),
                List.of(new Candidate(-3, 5, 4, scored)),
                List.of("new", ""))));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void aValueComesBackAndNothingIsLeftOver(VersionedSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void itsSnapshotIsMadeByNameAndCompatible(VersionedSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
        out, serializer.snapshotConfiguration());
    var read =
        TypeSerializerSnapshotSerializationUtil.<T>readSerializerSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(value).isNotNull();
    assertThat(read.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs())
        .isTrue();
  }
}
