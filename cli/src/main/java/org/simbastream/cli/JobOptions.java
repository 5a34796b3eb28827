package org.simbastream.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import picocli.CommandLine.Option;

/** The job whose results a page shows: its configuration file, or the necessary options of it. */
final class JobOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The YAML file of simba run, with the brokers, the connection, topics, group and model.")
  private Path config;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT[,…]",
      description = "Kafka's brokers; short for -Dsimba.kafka.bootstrap-servers.")
  private String bootstrap;

  @Option(
      names = "--summaries-topic",
      paramLabel = "TOPIC",
      description = "The topic of window summaries; default: simba-summaries.")
  private String summaries;

  @Option(
      names = "--scored-topic",
      paramLabel = "TOPIC",
      description = "The topic of scored records, if the job writes them; default: simba-scored.")
  private String scored;

  @Option(
      names = "--work-topic",
      paramLabel = "TOPIC",
      description = "The topic of work counts, if the job writes them; default: simba-work.")
  private String work;

  @Option(
      names = "--dead-letters-topic",
      paramLabel = "TOPIC",
      description = "The topic of dead letters; default: simba-dead-letters.")
  private String deadLetters;

  @Option(
      names = "--input-topics",
      paramLabel = "TOPIC[,TOPIC…]",
      hideParamSyntax = true,
      split = ",",
      description =
          "The topics that the job reads, to show its lag; default: the topics that its results"
              + " name.")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "The job's consumer group, to show its lag; default: simba-stream.")
  private String group;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model with which the page traces a text; default: the bundled model.")
  private String model;

  @Option(
      names = "--kafka-property",
      paramLabel = "NAME=VALUE",
      description =
          "A property of the Kafka clients, such as security.protocol=SSL. Other users of this"
              + " machine can read command lines: put passwords into the file, under"
              + " simba.kafka.properties.")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      mapFallbackValue = "",
      description = "Sets any option of simba run; takes precedence over the file.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /**
   * The job's configuration.
   *
   * @throws IllegalArgumentException if no brokers are named
   * @throws org.simbastream.job.options.InvalidConfigurationException if an option is wrong
   */
  SimbaConfiguration configuration() {
    Map<String, String> values = new TreeMap<>(overrides);
    put(values, SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrap);
    put(values, SimbaOptions.OUTPUT_SUMMARIES_TOPIC.key(), summaries);
    put(values, SimbaOptions.OUTPUT_SCORED_TOPIC.key(), scored);
    put(values, SimbaOptions.OUTPUT_WORK_TOPIC.key(), work);
    put(values, SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC.key(), deadLetters);
    put(values, SimbaOptions.INPUT_GROUP_ID.key(), group);
    put(values, SimbaOptions.MODEL.key(), model);
    if (!input.isEmpty()) {
      values.put(SimbaOptions.INPUT_TOPICS.key(), String.join(";", input));
    }
    kafka.forEach((name, value) -> values.put("simba.kafka.properties." + name, value));
    SimbaConfiguration configuration = SimbaConfiguration.load(config, values);
    if (configuration.find(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS).isEmpty()) {
      throw new IllegalArgumentException(
          "--bootstrap is missing: give Kafka's host:port, or --config with the job's file");
    }
    return configuration;
  }

  private static void put(Map<String, String> values, String option, String value) {
    if (value != null) {
      values.put(option, value);
    }
  }
}
