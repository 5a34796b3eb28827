package org.simbastream.job.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Properties that are passed through to Kafka's clients. */
final class KafkaProperties {

  /** For every client. */
  static final String ALL = "simba.kafka.properties.";

  /** For the consumers of the source; they take precedence over those for every client. */
  static final String CONSUMER = "simba.kafka.consumer.";

  /** For the producers of the sinks; they take precedence over those for every client. */
  static final String PRODUCER = "simba.kafka.producer.";

  static final List<String> PREFIXES = List.of(ALL, CONSUMER, PRODUCER);

  private KafkaProperties() {}

  /** The name that Kafka's clients are given for an option, if it is passed through. */
  static Optional<String> nameForKafka(String option) {
    return PREFIXES.stream()
        .filter(prefix -> option.startsWith(prefix) && option.length() > prefix.length())
        .map(prefix -> option.substring(prefix.length()))
        .findFirst();
  }

  /** The properties under the prefixes, without them; a later prefix takes precedence. */
  static Properties under(Map<String, String> values, String... prefixes) {
    Properties properties = new Properties();
    for (String prefix : prefixes) {
      values.forEach(
          (name, value) -> {
            if (name.startsWith(prefix)) {
              properties.setProperty(name.substring(prefix.length()), value);
            }
          });
    }
    return properties;
  }
}
