package org.simbastream.recordings.load;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * Counts every word of a topic of lines in keyed state and writes each new count to another,
 * exactly once.
 */
public final class WordCountJob {

  /** Shorter than Kafka's 30 seconds, so that a recording need not wait so long. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  private WordCountJob() {}

  /** Adds the job to an environment. */
  public static void define(StreamExecutionEnvironment env, WordCountSettings settings) {
    env.fromSource(source(settings), WatermarkStrategy.noWatermarks(), "words")
        .uid("words")
        .flatMap(WordCountJob::split)
        .returns(Types.STRING)
        .name("split")
        .uid("split")
        .keyBy(word -> word)
        .process(new CountWords(settings.pausePerWord().toMillis()))
        .name("count")
        .uid("count")
        .sinkTo(sink(settings))
        .name("word-counts")
        .uid("word-counts");
  }

  private static KafkaSource<String> source(WordCountSettings settings) {
    return KafkaSource.<String>builder()
        .setBootstrapServers(settings.brokers())
        .setTopics(settings.input())
        .setGroupId("word-count")
        .setClientIdPrefix("word-count")
        .setProperty("request.timeout.ms", millis(REQUEST_TIMEOUT))
        // or its admin client asks, and logs, without a pause while the one broker is down
        .setProperty("metadata.recovery.strategy", "none")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setValueOnlyDeserializer(new SimpleStringSchema())
        .build();
  }

  private static KafkaSink<String> sink(WordCountSettings settings) {
    Properties producer = new Properties();
    producer.setProperty("transaction.timeout.ms", millis(settings.transactionTimeout()));
    producer.setProperty("request.timeout.ms", millis(REQUEST_TIMEOUT));
    return KafkaSink.<String>builder()
        .setBootstrapServers(settings.brokers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("word-count")
        .setKafkaProducerConfig(producer)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic(settings.output())
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .build();
  }

  /** Splits a line into words; {@code ka*3} is the word {@code ka}, three times. */
  private static void split(String line, Collector<String> out) {
    for (String token : line.split(" ")) {
      int star = token.indexOf('*');
      if (star < 0) {
        out.collect(token);
        continue;
      }
      int times = Integer.parseInt(token.substring(star + 1));
      for (String word : (token.substring(0, star) + " ").repeat(times).split(" ")) {
        out.collect(word);
      }
    }
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
