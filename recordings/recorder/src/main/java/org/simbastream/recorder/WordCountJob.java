package org.simbastream.recorder;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts every word of the topic {@code words} in keyed state and writes each new count to {@code
 * word-counts}, exactly once.
 */
public final class WordCountJob {

  private WordCountJob() {}

  /** Builds and submits the job; the only argument is the address of the Kafka broker. */
  public static void main(String[] args) throws Exception {
    String broker = args[0];
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    KafkaSource<String> source =
        KafkaSource.<String>builder()
            .setBootstrapServers(broker)
            .setTopics("words")
            .setGroupId("word-count")
            .setClientIdPrefix("word-count")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new SimpleStringSchema())
            .build();

    Properties producer = new Properties();
    producer.setProperty(
        "transaction.timeout.ms", String.valueOf(Duration.ofMinutes(10).toMillis()));
    KafkaSink<String> sink =
        KafkaSink.<String>builder()
            .setBootstrapServers(broker)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix("word-count")
            .setKafkaProducerConfig(producer)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<String>builder()
                    .setTopic("word-counts")
                    .setValueSerializationSchema(new SimpleStringSchema())
                    .build())
            .build();

    env.fromSource(source, WatermarkStrategy.noWatermarks(), "words")
        .uid("words")
        .flatMap(WordCountJob::split)
        .returns(Types.STRING)
        .name("split")
        .uid("split")
        .keyBy(word -> word)
        .process(new Count())
        .name("count")
        .uid("count")
        .sinkTo(sink)
        .name("word-counts")
        .uid("word-counts");

    env.execute("word-count");
  }

  private static void split(String line, Collector<String> out) {
    for (String word : line.split(" ")) {
      out.collect(word);
    }
  }

  /** Counts the words of one key and emits {@code word<TAB>count} for each. */
  private static final class Count extends KeyedProcessFunction<String, String, String> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String word, Context context, Collector<String> out)
        throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(word + "\t" + now);
    }
  }
}
