package org.simbastream.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.operators.text.PendingLines;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.Attributes;
import org.simbastream.records.Deviation;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.OpenAlert;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.RecentRecords;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.StreamAlerts;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.SeverityShares;
import org.simbastream.scoring.deviation.Haste;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.scoring.deviation.PatternCosts;
import org.simbastream.scoring.deviation.PlaceCost;
import org.simbastream.scoring.deviation.ValueCounts;
import org.simbastream.scoring.pattern.SeenPattern;
import org.simbastream.scoring.pattern.UsualPattern;
import org.simbastream.scoring.pattern.UsualPatterns;
import org.simbastream.scoring.pattern.WindowPatterns;
import org.simbastream.scoring.summary.Candidate;
import org.simbastream.scoring.summary.PatternPhrase;
import org.simbastream.scoring.summary.TopicWords;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.state.stream.AlertBar;
import org.simbastream.state.stream.Presence;
import org.simbastream.state.stream.RunningCost;
import org.simbastream.state.stream.RunningMean;
import org.simbastream.text.join.OpenRecord;

/** Every keyed state of the operators survives its bytes. */
class OperatorSerializersTest {

  private static final Position POSITION = new Position("logs", 3, 1L << 33, 7);
  private static final Attributes ATTRIBUTES =
      new Attributes(
          Severity.FATAL, "4bf92f35", "00f067aa", Map.of("pod", "web-1"), Map.of("h", ""), true);
  private static final String LONG_TEXT = "ünïcode \uD83D\uDE00 ".repeat(20_000);

  static Stream<Arguments> values() {
    List<Deviation> why =
        List.of(
            new Deviation(Deviation.Kind.VALUE, 3, 6, 6.25, "200"),
            Deviation.ofRecord(Deviation.Kind.PAUSE, 4.5));
    ScoredRecord scored =
        new ScoredRecord(
            "key", POSITION, -5, LONG_TEXT, 3.25, 1.5, 12, 40, true, false, why, ATTRIBUTES);
    RunningCost cost = new RunningCost(1L << 40, 2.5f, 0.25f);
    KeyCosts costs = new KeyCosts(cost, RunningCost.NONE, cost, cost, RunningCost.NONE, cost, cost);
    List<PlaceCost> places =
        List.of(
            new PlaceCost(0, cost, "", 0, ValueCounts.NONE),
            new PlaceCost(
                65, RunningCost.NONE, "200", 9, ValueCounts.of(new int[] {1 << 17 | 3, 7})));
    Alert alert =
        new Alert(
            "key",
            AlertKind.SILENCE,
            Alert.State.UPDATED,
            "id",
            7,
            -5,
            1L << 40,
            1L << 33,
            4.25,
            List.of(
                new AlertLine(LONG_TEXT, 4.25, -5, POSITION, why),
                new AlertLine("", 4, 0, Position.NONE, List.of())),
            3);
    PatternCosts ofPattern =
        new PatternCosts(
            cost, cost, RunningCost.NONE, 1.25, 1L << 40, places, new Haste(1L << 41, cost, -0.5));
    return Stream.of(
        Arguments.of(
            TeachingSerializer.INSTANCE,
            new Teaching("a/b", Teaching.Action.MUTE, -7, "ünï", 1L << 41, "ann", "why", 1L << 40)),
        Arguments.of(
            TeachingSerializer.INSTANCE,
            new Teaching("", Teaching.Action.GOOD_CATCH, 7, null, Teaching.FOR_EVER, "", "", -1)),
        Arguments.of(StreamAlertsSerializer.INSTANCE, StreamAlerts.NONE),
        Arguments.of(
            StreamAlertsSerializer.INSTANCE,
            new StreamAlerts(
                List.of(
                    new OpenAlert(alert, true, false, 1L << 41, Long.MAX_VALUE),
                    new OpenAlert(alert, false, true, Long.MIN_VALUE, 9)),
                480_000,
                2,
                5,
                1L << 42)),
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
                new SeverityShares(400.5, 20, 3.25, 0.5),
                new AlertBar(5.25, 7, 3, 0.75),
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
        Arguments.of(WindowPatternsSerializer.INSTANCE, WindowPatterns.NONE),
        Arguments.of(
            WindowPatternsSerializer.INSTANCE,
            new WindowPatterns(
                Map.of(
                    -3L,
                    new SeenPattern(
                        new StreamPattern(-3, "disk <*> full", true),
                        1L << 40,
                        -5,
                        1_700_000_000_001L,
                        "ünïcode")))),
        Arguments.of(UsualPatternsSerializer.INSTANCE, UsualPatterns.NONE),
        Arguments.of(
            UsualPatternsSerializer.INSTANCE,
            new UsualPatterns(
                new TreeMap<>(
                    Map.of(
                        7L,
                        new UsualPattern("disk <*> full", cost, 9, 3, 2, true, -5, 60_000, "ü"),
                        -7L,
                        new UsualPattern("", RunningCost.NONE, 0, 0, 0, false, 0, 0, ""))))),
        Arguments.of(
            PendingRecordSerializer.INSTANCE,
            new PendingRecord(
                new TokenizedRecord("key", POSITION, 9, "text", new int[] {1}, false, ATTRIBUTES),
                false,
                60_000)),
        Arguments.of(
            PendingLinesSerializer.INSTANCE,
            new PendingLines(
                new IncomingRecord("key", POSITION, 9, "{", null).replayed(2).with(ATTRIBUTES),
                OpenRecord.begin("{").with("  " + LONG_TEXT, null).orElseThrow(),
                IncomingRecord.of("key", 11, ""),
                1L << 40,
                1L << 41)),
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
