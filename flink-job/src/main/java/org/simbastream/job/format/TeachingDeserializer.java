package org.simbastream.job.format;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.formats.TeachingJson;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.records.Teaching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what people teach. A record that can't be understood is counted and left out; the log tells
 * the last such record once a minute at most, and {@code simba teach list} each of them.
 */
public final class TeachingDeserializer implements KafkaRecordDeserializationSchema<Teaching> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TeachingDeserializer.class);
  private static final long PAUSE_NS = Duration.ofMinutes(1).toNanos();

  private transient Counter refused;
  private transient long toldAt;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    refused =
        context
            .getMetricGroup()
            .addGroup(MetricNames.GROUP)
            .counter(MetricNames.NUM_TEACHINGS_REFUSED);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Teaching> out) {
    try {
      out.collect(TeachingJson.read(record.key(), record.value(), record.timestamp()));
    } catch (IOException e) {
      refuse(record, e);
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, IOException why) {
    if (refused == null) {
      refused = new SimpleCounter();
    }
    boolean first = refused.getCount() == 0;
    refused.inc();
    long now = System.nanoTime();
    if (first || now - toldAt >= PAUSE_NS) {
      toldAt = now;
      LOG.error(
          "What stands at {}-{}@{} teaches nothing ({} so far): {}",
          record.topic(),
          record.partition(),
          record.offset(),
          refused.getCount(),
          why.getMessage());
    }
  }

  @Override
  public TypeInformation<Teaching> getProducedType() {
    return TypeInformation.of(Teaching.class);
  }
}
