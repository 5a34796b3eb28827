package org.simbastream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.Attributes;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Highlight;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.Silence;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** What travels between operators is serialized by Flink itself, never by Kryo. */
class RecordTypesTest {

  private static final Position POSITION = new Position("logs", 1, 2, 3);

  private static final Attributes ATTRIBUTES =
      new Attributes(
          Severity.ERROR, "trace", "span", Map.of("b", "2", "a", "1"), Map.of("h", "3"), true);

  @Test
  void everyRecordTravelsWithoutKryoNullsIncluded() throws IOException {
    assertTravels(new IncomingRecord("k", POSITION, 3, "text", null), IncomingRecord.class);
    assertTravels(
        new IncomingRecord("k", POSITION, 3, "text", null).with(ATTRIBUTES), IncomingRecord.class);
    assertTravels(new IncomingRecord("k", POSITION, 3, new int[] {1, 2}), IncomingRecord.class);
    Rejection rejection =
        Rejection.ofRecord(RejectionReason.TOO_LARGE, "too long", null, new byte[] {1, -1});
    assertTravels(new IncomingRecord("k", POSITION, 3, null, rejection), IncomingRecord.class);
    assertTravels(new DeadLetter("k", POSITION, 3, rejection), DeadLetter.class);
    assertTravels(
        Rejection.ofRecord(RejectionReason.TOO_LARGE, "too long", new byte[] {7}, null).replayed(2),
        Rejection.class);
    assertTravels(
        new TokenizedRecord("k", POSITION, 3, "text", new int[] {1, 2}, true, ATTRIBUTES),
        TokenizedRecord.class);
    assertTravels(
        new ScoredRecord(
            "k", POSITION, 3, "text", 0.5, 1.5, 2, 3, false, true, List.of(), ATTRIBUTES),
        ScoredRecord.class);
    assertTravels(
        new ScoredRecord("k", POSITION, 3, "text", 0.5, 1.5, 2, 3, false, true, List.of())
            .ofPattern(new StreamPattern(-7, "text", true))
            .inWindow(0, 60_000)
            .taught(Teaching.Action.MUTE, 0.5),
        ScoredRecord.class);
    assertTravels(
        new Teaching(
            "id", Teaching.Action.ALWAYS_TELL, -7, "k", Teaching.FOR_EVER, "ann", "note", 3),
        Teaching.class);
    assertTravels(Teaching.undo("id", "", "", 3), Teaching.class);
    assertTravels(
        new WindowPattern(
            "k",
            0,
            60_000,
            9,
            new StreamPattern(-7, "text", true),
            2,
            3,
            4,
            2.5,
            WindowPattern.Change.NEW,
            "text"),
        WindowPattern.class);
    assertTravels(
        new WindowPattern("k", 0, 9, 9, null, 9, 3, 4, 0, WindowPattern.Change.NONE, ""),
        WindowPattern.class);
    assertTravels(
        new WindowSummary(
            "k",
            0,
            60_000,
            1,
            2,
            0.5,
            0.1,
            "m@f",
            List.of("gist"),
            "text",
            List.of(new Highlight("text", 1, 2, 3, POSITION, List.of(), ATTRIBUTES)),
            List.of("text"),
            null),
        WindowSummary.class);
    assertTravels(
        new WindowSummary(
            "k",
            60_000,
            120_000,
            0,
            0,
            1,
            0.1,
            "m@f",
            List.of(),
            "",
            List.of(),
            List.of(),
            new Silence(60_000, 1, 4.2)),
        WindowSummary.class);
    AlertLine line = new AlertLine("text", 4.5, 3, POSITION, List.of());
    assertTravels(
        new AlertSignal("k", AlertSignal.Type.RECORD, AlertKind.VALUE, 3, 3, 4.5, line),
        AlertSignal.class);
    assertTravels(
        new AlertSignal("k", AlertSignal.Type.SILENCE, AlertKind.SILENCE, 3, 9, 4.5, null),
        AlertSignal.class);
    assertTravels(
        new Alert(
            "k", AlertKind.VALUE, Alert.State.CLOSED, "id", 2, 3, 9, 7, 4.5, List.of(line), 1),
        Alert.class);
    assertTravels(new WorkCounts("k", 0, 60_000, 2, new long[] {2, 1}, 0.1, 0.2), WorkCounts.class);
  }

  private static <T> void assertTravels(T value, Class<T> type) throws IOException {
    Configuration noKryo = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
    TypeSerializer<T> serializer =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl(noKryo));
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    T back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(back).usingRecursiveComparison().isEqualTo(value);
  }
}
