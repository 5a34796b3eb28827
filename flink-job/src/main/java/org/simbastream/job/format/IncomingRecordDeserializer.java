package org.simbastream.job.format;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;

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
    reader = new RecordReader(format, System::currentTimeMillis, context.getMetricGroup());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<IncomingRecord> out) {
    if (reader == null) {
      reader = new RecordReader(format, System::currentTimeMillis);
    }
    Position position = new Position(record.topic(), record.partition(), record.offset());
    IncomingRecord read = reader.read(position, record.timestamp(), record.key(), record.value());
    int replays = ReplayHeaders.count(record);
    out.collect(replays == 0 ? read : read.replayed(replays));
  }

  @Override
  public TypeInformation<IncomingRecord> getProducedType() {
    return TypeInformation.of(IncomingRecord.class);
  }
}
