package org.simbastream.job.format;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordReader;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;

/**
 * Reads Kafka's records with {@link RecordReader}. A record that can't be read becomes a rejected
 * record rather than an exception, so that no record can stop the job.
 */
public final class IncomingRecordDeserializer
    implements KafkaRecordDeserializationSchema<IncomingRecord> {

  private static final long serialVersionUID = 1L;

  private final RecordFormat format;
  private transient RecordReader reader;

  /** A deserializer of that format. */
  public IncomingRecordDeserializer(RecordFormat format) {
    this.format = format;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    Counter untimed =
        context
            .getMetricGroup()
            .addGroup(MetricNames.GROUP)
            .counter(MetricNames.NUM_RECORDS_WITHOUT_TIME);
    reader = new RecordReader(format, System::currentTimeMillis, untimed::inc);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<IncomingRecord> out) {
    if (reader == null) {
      reader = new RecordReader(format, System::currentTimeMillis);
    }
    Position position = new Position(record.topic(), record.partition(), record.offset());
    RecordReader.Source source =
        new RecordReader.Source(
            position,
            record.timestamp(),
            record.key(),
            record.value(),
            name -> value(record.headers().lastHeader(name)));
    int replays = ReplayHeaders.count(record);
    for (IncomingRecord read : reader.readAll(source)) {
      out.collect(replays == 0 ? read : read.replayed(replays));
    }
  }

  private static byte[] value(Header header) {
    return header == null ? null : header.value();
  }

  @Override
  public TypeInformation<IncomingRecord> getProducedType() {
    return TypeInformation.of(IncomingRecord.class);
  }
}
