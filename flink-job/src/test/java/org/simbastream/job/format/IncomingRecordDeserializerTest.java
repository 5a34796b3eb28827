package org.simbastream.job.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordTimes;
import org.simbastream.formats.TextEncoding;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.RejectionReason;
import org.simbastream.text.time.DateOrder;

class IncomingRecordDeserializerTest {

  private final IncomingRecordDeserializer deserializer =
      new IncomingRecordDeserializer(
          RecordFormat.text(8, Duration.ofDays(1), TextEncoding.DEFAULT));

  @Test
  void readsKafkasRecordsAfterBeingShipped() throws Exception {
    IncomingRecordDeserializer shipped = InstantiationUtil.clone(deserializer);
    assertThat(deserialize(shipped, "text\n"))
        .isEqualTo(new IncomingRecord("key", new Position("logs", 1, 9), 1234, "text", null));
  }

  @Test
  void rejectsInsteadOfThrowing() {
    assertThat(deserialize(deserializer, "far too long").rejection().reason())
        .isEqualTo(RejectionReason.TOO_LARGE);
  }

  @Test
  void countsRecordsWhoseTimeCantBeRead() {
    CountingGroup metrics = new CountingGroup();
    IncomingRecordDeserializer ofText =
        new IncomingRecordDeserializer(
            RecordFormat.text(80, Duration.ofDays(1), TextEncoding.DEFAULT)
                .with(
                    new RecordTimes(
                        RecordTimes.Source.TEXT,
                        ZoneOffset.UTC,
                        DateOrder.NEAREST,
                        RecordTimes.Unreadable.KAFKA)));
    ofText.open(new Opening(metrics));
    assertThat(deserialize(ofText, "1970-01-01 00:00:01 INFO started").time()).isEqualTo(1000);
    assertThat(metrics.counted.getCount()).isZero();
    assertThat(deserialize(ofText, "no time").time()).isEqualTo(1234);
    assertThat(metrics.counted.getCount()).isEqualTo(1);
  }

  @Test
  void producesATypeThatFlinkSerializesWithoutKryo() throws Exception {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<IncomingRecord> serializer =
        deserializer.getProducedType().createSerializer(config);
    IncomingRecord accepted = deserialize(deserializer, "text");
    assertThat(copy(accepted, serializer)).isEqualTo(accepted);
    assertThat(copy(deserialize(deserializer, "far too long"), serializer))
        .usingRecursiveComparison()
        .isEqualTo(deserialize(deserializer, "far too long"));
  }

  private static IncomingRecord copy(
      IncomingRecord record, TypeSerializer<IncomingRecord> serializer) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static IncomingRecord deserialize(IncomingRecordDeserializer by, String value) {
    List<IncomingRecord> collected = new ArrayList<>();
    by.deserialize(
        new ConsumerRecord<>(
            "logs",
            1,
            9,
            1234,
            TimestampType.CREATE_TIME,
            3,
            value.length(),
            "key".getBytes(UTF_8),
            value.getBytes(UTF_8),
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(collected));
    assertThat(collected).hasSize(1);
    return collected.get(0);
  }

  /** A group that holds the one counter of the deserializer. */
  private static final class CountingGroup extends UnregisteredMetricsGroup {

    private final Counter counted = new SimpleCounter();

    @Override
    public Counter counter(String name) {
      assertThat(name).isEqualTo("numRecordsWithoutTime");
      return counted;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return this;
    }
  }

  private record Opening(MetricGroup metrics)
      implements DeserializationSchema.InitializationContext {

    @Override
    public MetricGroup getMetricGroup() {
      return metrics;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException("not used");
    }
  }
}
