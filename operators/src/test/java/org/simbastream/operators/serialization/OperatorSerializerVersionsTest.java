package org.simbastream.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.records.Attributes;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.RecentRecords;
import org.simbastream.records.Severity;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.SeverityShares;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.scoring.deviation.PatternCosts;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.state.stream.AlertBar;
import org.simbastream.state.stream.Presence;
import org.simbastream.state.stream.RunningMean;

/** Every serializer of the operators refuses what a newer version wrote, and damaged texts. */
class OperatorSerializerVersionsTest {

  @ParameterizedTest
  @MethodSource("org.simbastream.operators.serialization.OperatorSerializersTest#values")
  <T> void valuesOfANewerVersionAreRefused(VersionedSerializer<T> serializer, T value)
      throws IOException {
    byte[] bytes = bytes(serializer, value);
    bytes[0]++;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(serializer.getClass().getSimpleName())
        .hasMessageContaining("version " + bytes[0]);
  }

  @ParameterizedTest
  @MethodSource("org.simbastream.operators.serialization.OperatorSerializersTest#values")
  <T> void snapshotsOfANewerFormatAreRefused(VersionedSerializer<T> serializer, T value)
      throws IOException {
    int newer = bytes(serializer, value)[0] + 1;
    DataOutputSerializer out = new DataOutputSerializer(4);
    out.writeInt(newer);
    TypeSerializerSnapshot<T> snapshot = serializer.snapshotConfiguration();
    assertThatThrownBy(
            () ->
                snapshot.readSnapshot(
                    1,
                    new DataInputDeserializer(out.getCopyOfBuffer()),
                    getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format " + newer);
  }

  @Test
  void aPatternsCountOfVersionOneHasNoPauseAndNoCosts() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    for (long part : new long[] {9, 8, 7, 6, 5}) {
      out.writeLong(part);
    }

    assertThat(
            PatternCountSerializer.INSTANCE.deserialize(
                new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(new PatternCount(9, 8, 7, 6, 5, 0, PatternCosts.NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aHistoryOfAnEarlierVersionKnowsTheKeyAndForgetsItsPatterns(int version) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(version);
    out.writeLong(900); // records
    out.writeInt(40); // remembered
    out.writeLong(77); // latest time
    out.writeInt(3); // words by place in the opening
    for (long words : new long[] {1, 2, 3}) {
      out.writeLong(words);
    }
    out.writeDouble(8.5); // the usual rarity's weight
    out.writeDouble(2.5); // and mean
    if (version == 2) {
      out.writeLong(99); // heard at
    }

    KeyHistory history =
        KeyHistorySerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(history).isEqualTo(KeyHistory.withoutPatterns(900, 77, version == 2 ? 99 : 0));
    assertThat(history.forgetsPatterns()).isTrue();
    assertThat(history.withPatternsForgotten().forgetsPatterns()).isFalse();
    assertThat(history.withPatternsForgotten().counted()).isZero();
  }

  @Test
  void aHistoryOfVersionFiveHasSeenNoSeverities() throws IOException {
    SeverityShares shares = new SeverityShares(9, 3, 2, 1);
    AlertBar bar = new AlertBar(4.5, 7, 7, 0.5);
    byte[] now = bytes(KeyHistorySerializer.INSTANCE, history(shares, bar));
    int tail = 3 * Integer.BYTES + 3 * Long.BYTES; // presence and heard at
    int added = 5 * Double.BYTES; // by how much the bar rose, and the shares
    byte[] then = Arrays.copyOf(now, now.length - added);
    System.arraycopy(now, now.length - tail, then, then.length - tail, tail);
    then[0] = 5;

    assertThat(KeyHistorySerializer.INSTANCE.deserialize(new DataInputDeserializer(then)))
        .isEqualTo(history(SeverityShares.NONE, new AlertBar(4.5, 7, 7, 0)));
  }

  private static KeyHistory history(SeverityShares shares, AlertBar bar) {
    Presence presence = new Presence(12, 3, 2, 60_000, 10_000);
    return new KeyHistory(
        9, 8, 4, 7, new RunningMean(3, 2.5), 2, KeyCosts.NONE, shares, bar, presence, 11);
  }

  @Test
  void anOpenChunkOfVersionOneHasOneWindowForAllItsRecords() throws IOException {
    DataOutputSerializer chunk = new DataOutputSerializer(32);
    chunk.writeByte(1);
    chunk.writeLong(60_000);
    chunk.writeInt(12);
    chunk.writeLong(99);
    assertThat(
            OpenChunkSerializer.INSTANCE.deserialize(
                new DataInputDeserializer(chunk.getCopyOfBuffer())))
        .isEqualTo(new OpenChunk(List.of(60_000L), 12, 99));

    PendingRecord now =
        new PendingRecord(
            new TokenizedRecord("key", Position.NONE, 9, "text", new int[] {1}, false), true, 77);
    byte[] then = bytes(PendingRecordSerializer.INSTANCE, now);
    then[0] = 1;
    DataInputDeserializer in = // without the window and what a record carries beside its text
        new DataInputDeserializer(then, 0, then.length - Long.BYTES - 1);
    PendingRecord read = PendingRecordSerializer.INSTANCE.deserialize(in);
    assertThat(read.window()).isEqualTo(PendingRecord.OF_CHUNK);
    assertThat(read.late()).isTrue();
    assertThat(in.available()).isZero();
    assertThat(read.inWindow(60_000).window()).isEqualTo(60_000);
    assertThat(now.inWindow(60_000).window()).isEqualTo(77);
  }

  @Test
  void aPendingRecordOfVersionTwoHasNothingBesideItsText() throws IOException {
    TokenizedRecord record =
        new TokenizedRecord("key", Position.NONE, 9, "text", new int[] {1}, false);
    PendingRecord now = new PendingRecord(record, true, 77);
    byte[] then = bytes(PendingRecordSerializer.INSTANCE, now);
    then[0] = 2;
    DataInputDeserializer in = new DataInputDeserializer(then, 0, then.length - 1);
    assertThat(PendingRecordSerializer.INSTANCE.deserialize(in))
        .usingRecursiveComparison()
        .isEqualTo(now);
    assertThat(in.available()).isZero();
  }

  @Test
  void aSeverityAloneTakesTwoBytes() throws IOException {
    TokenizedRecord plain =
        new TokenizedRecord("key", Position.NONE, 9, "text", new int[] {1}, false);
    TokenizedRecord severe =
        new TokenizedRecord(
            "key",
            Position.NONE,
            9,
            "text",
            new int[] {1},
            false,
            Attributes.NONE.withSeverity(Severity.ERROR));
    int with = bytes(PendingRecordSerializer.INSTANCE, new PendingRecord(severe, true, 77)).length;
    int without =
        bytes(PendingRecordSerializer.INSTANCE, new PendingRecord(plain, true, 77)).length;
    assertThat(with - without).isEqualTo(1);
  }

  @Test
  void anOpenChunkWithoutAWindowIsDamaged() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(32);
    out.writeByte(2);
    out.writeInt(0);
    out.writeInt(12);
    out.writeLong(99);
    assertThatThrownBy(
            () ->
                OpenChunkSerializer.INSTANCE.deserialize(
                    new DataInputDeserializer(out.getCopyOfBuffer())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged state");
  }

  @Test
  void textsThatAreLongerThanMayBeKeptAreRefusedWithoutAllocatingThem() throws IOException {
    byte[] bytes =
        bytes(RecentRecordsSerializer.INSTANCE, new RecentRecords(List.of(new byte[] {1, 2, 3})));
    assertThat(bytes).hasSize(1 + 4 + 4 + 3);
    bytes[5] = 0x7f; // highest byte of the text's length
    assertThatThrownBy(
            () -> RecentRecordsSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged state");
  }

  private static <T> byte[] bytes(VersionedSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }
}
