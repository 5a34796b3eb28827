package org.simbastream.job.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Checks the names of options: those of simba-stream, of Flink, and of Kafka's clients. */
final class NameChecks {

  private static final List<String> OUR_NAMES =
      OptionGroup.allOptions().stream().map(ConfigOption::key).toList();

  private static final String BYTES = "remove it: records are read and written as bytes";

  /** Kafka properties that a simba-stream option sets, with that option. */
  private static final Map<String, String> RESERVED_KAFKA =
      Map.of(
          CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, use(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS),
          ConsumerConfig.GROUP_ID_CONFIG, use(SimbaOptions.INPUT_GROUP_ID),
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, use(SimbaOptions.INPUT_START),
          ProducerConfig.TRANSACTIONAL_ID_CONFIG, use(SimbaOptions.OUTPUT_TRANSACTIONAL_ID_PREFIX),
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, use(SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT),
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BYTES,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BYTES,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, BYTES,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, BYTES);

  /** Flink options that a simba-stream option sets, with that option. */
  private static final Map<String, String> RESERVED_FLINK =
      Map.of(
          CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), use(SimbaOptions.CHECKPOINT_INTERVAL),
          PipelineOptions.NAME.key(), use(SimbaOptions.NAME));

  private NameChecks() {}

  /**
   * Checks all names.
   *
   * @param problems collects unknown names, and those that another option sets
   */
  static void run(Iterable<String> names, List<String> problems) {
    for (String name : names) {
      if (!OUR_NAMES.contains(name)) {
        problem(name).ifPresent(problems::add);
      }
    }
  }

  private static Optional<String> problem(String name) {
    Optional<String> kafka = KafkaProperties.nameForKafka(name);
    if (kafka.isPresent()) {
      return reserved(name, RESERVED_KAFKA.get(kafka.get()));
    }
    if (name.startsWith(SimbaOptions.PREFIX)) {
      return Optional.of(unknown(name));
    }
    String withPrefix = SimbaOptions.PREFIX + name;
    return OUR_NAMES.contains(withPrefix)
        ? reserved(name, "write " + withPrefix)
        : reserved(name, RESERVED_FLINK.get(name));
  }

  private static Optional<String> reserved(String name, String remedy) {
    return Optional.ofNullable(remedy).map(use -> name + " can't be set; " + use + ".");
  }

  private static String unknown(String name) {
    List<String> names =
        Stream.concat(OUR_NAMES.stream(), KafkaProperties.PREFIXES.stream()).toList();
    return NearestName.of(name, names)
        .map(nearest -> "%s is not an option; did you mean %s?".formatted(name, nearest))
        .orElse(name + " is not an option; docs/configuration.md lists them all.");
  }

  private static String use(ConfigOption<?> option) {
    return "use " + option.key();
  }
}
