package org.simbastream.job.options;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.mask.Masks;
import org.simbastream.text.time.TimeRules;

/**
 * A checked configuration: the options of {@link SimbaOptions}, the properties passed on to Kafka's
 * clients, and all other options, which are Flink's.
 */
public final class SimbaConfiguration {

  /** By name, because a cluster need not have RocksDB's classes. */
  private static final String ROCKSDB_COMPRESSION = "state.backend.rocksdb.compression.per.level";

  private final Map<String, String> given;
  private final OptionValues values;

  private SimbaConfiguration(Map<String, String> given, OptionValues values) {
    this.given = given;
    this.values = values;
  }

  /**
   * Reads a YAML file, if there is one, and checks it.
   *
   * @param file names may be written flat or nested; null: there are only the overrides
   * @param overrides values by their full names, which take precedence over the file's
   * @throws InvalidConfigurationException with everything that is wrong
   */
  public static SimbaConfiguration load(Path file, Map<String, String> overrides) {
    if (file == null) {
      return of(overrides);
    }
    List<String> problems = new ArrayList<>();
    Map<String, String> given = new TreeMap<>(ConfigurationFile.read(file, problems));
    given.putAll(overrides);
    return checked(given, problems);
  }

  /**
   * Checks values by their full names.
   *
   * @throws InvalidConfigurationException with everything that is wrong
   */
  public static SimbaConfiguration of(Map<String, String> values) {
    return checked(new TreeMap<>(values), new ArrayList<>());
  }

  private static SimbaConfiguration checked(Map<String, String> given, List<String> problems) {
    NameChecks.run(given.keySet(), problems);
    OptionValues values = OptionValues.read(given, problems);
    OptionChecks.run(values, problems);
    checkRuntimeMode(given, problems);
    ExactlyOnceChecks.run(flinkOptions(given), problems);
    throwIfAny(problems);
    return new SimbaConfiguration(given, values);
  }

  /**
   * Checks that the options that a job on Kafka requires are given: brokers and topics to read.
   *
   * @return this
   * @throws InvalidConfigurationException if it isn't
   */
  public SimbaConfiguration requireKafka() {
    List<String> problems = new ArrayList<>(missingBrokers());
    if (!values.isGiven(SimbaOptions.INPUT_TOPICS)
        && !values.isGiven(SimbaOptions.INPUT_TOPIC_PATTERN)) {
      problems.add(
          "simba.input.topics is missing; give the topics to read, or simba.input.topic-pattern.");
    }
    throwIfAny(problems);
    return this;
  }

  /**
   * Checks that brokers are given.
   *
   * @return this
   * @throws InvalidConfigurationException if they aren't
   */
  public SimbaConfiguration requireBrokers() {
    throwIfAny(missingBrokers());
    return this;
  }

  /**
   * An option's value, or its default.
   *
   * @throws java.util.NoSuchElementException if it has neither; see {@link #find}
   */
  public <T> T get(ConfigOption<T> option) {
    return values.find(option).orElseThrow();
  }

  /** An option's value or its default, if it has either. */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return values.find(option);
  }

  /** How records are read. */
  public RecordFormat recordFormat() {
    return RecordFormatReader.read(values, zone());
  }

  /** What of records is masked. */
  public Masks masks() {
    return RecordFormatReader.masks(values);
  }

  /** What is assumed of times that leave something out. */
  public TimeRules timeRules() {
    return new TimeRules(
        zone(), get(SimbaOptions.TIME_DATE_ORDER), get(SimbaOptions.TIME_MAX_AHEAD));
  }

  private ZoneId zone() {
    return ZoneId.of(get(SimbaOptions.TIME_ZONE)).normalized();
  }

  /** The consumer group: the one given, or the job's name. */
  public String groupId() {
    return find(SimbaOptions.INPUT_GROUP_ID).orElseGet(() -> get(SimbaOptions.NAME));
  }

  /**
   * The topic in which simba replay records its progress: the one given, or the dead letters' topic
   * with -replayed.
   */
  public String replayProgressTopic() {
    return find(SimbaOptions.REPLAY_PROGRESS_TOPIC)
        .orElseGet(() -> get(SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC) + "-replayed");
  }

  /**
   * The prefix of one sink's transactional ids: unique to it, and the same after a restart.
   *
   * @param sink the sink's name within the job
   */
  public String transactionalIdPrefix(String sink) {
    String job =
        find(SimbaOptions.OUTPUT_TRANSACTIONAL_ID_PREFIX).orElseGet(() -> get(SimbaOptions.NAME));
    return job + "-" + sink;
  }

  /** The topics that the job writes, by the option that names each. */
  public Map<ConfigOption<String>, String> outputTopics() {
    Map<ConfigOption<String>, String> topics = new LinkedHashMap<>();
    for (ConfigOption<String> option : OutputTopics.ENABLED_OR_NOT) {
      if (OutputTopics.isEnabled(option, values)) {
        topics.put(option, get(option));
      }
    }
    return topics;
  }

  /** The properties of Kafka's admin clients. */
  public Properties adminProperties() {
    Properties properties = KafkaProperties.under(given, KafkaProperties.ALL);
    find(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS)
        .ifPresent(
            brokers ->
                properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers));
    return properties;
  }

  /** The properties of the source's consumers, which skip uncommitted records. */
  public Properties consumerProperties() {
    Properties properties = adminProperties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(KafkaProperties.under(given, KafkaProperties.ALL, KafkaProperties.CONSUMER));
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, groupId());
    return properties;
  }

  /** The properties of the sinks' producers. */
  public Properties producerProperties() {
    Properties properties = adminProperties();
    properties.putAll(KafkaProperties.under(given, KafkaProperties.PRODUCER));
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(get(SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT).toMillis()));
    return properties;
  }

  /**
   * Flink's configuration: the options without simba-stream's prefix, the job's name, and
   * checkpointing.
   */
  public Configuration flinkConfiguration() {
    Configuration flink = flinkOptions(given);
    flink.set(PipelineOptions.NAME, get(SimbaOptions.NAME));
    Duration interval = get(SimbaOptions.CHECKPOINT_INTERVAL);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    if (!flink.contains(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS)) {
      // checkpoints that fell behind must not follow each other without pause
      flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval.dividedBy(2));
    }
    if (!flink.containsKey(ROCKSDB_COMPRESSION)) {
      // nearly all of the state is hidden states, whose bits don't compress
      flink.setString(ROCKSDB_COMPRESSION, "NO_COMPRESSION");
    }
    return flink;
  }

  /** The given options, with secrets hidden. */
  @Override
  public String toString() {
    return given.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Secrets.shown(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "SimbaConfiguration{", "}"));
  }

  private static Configuration flinkOptions(Map<String, String> given) {
    return Configuration.fromMap(
        given.entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith(SimbaOptions.PREFIX))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** In batch mode Flink drops a key's state when the next key comes. */
  private static void checkRuntimeMode(Map<String, String> given, List<String> problems) {
    String option = ExecutionOptions.RUNTIME_MODE.key();
    String mode = given.getOrDefault(option, RuntimeExecutionMode.STREAMING.name());
    if (!mode.equalsIgnoreCase(RuntimeExecutionMode.STREAMING.name())) {
      problems.add(
          ("%s is '%s', in which streams have no memory; remove it. To read an input to its end,"
                  + " set %s.")
              .formatted(option, mode, SimbaOptions.INPUT_BOUNDED.key()));
    }
  }

  private List<String> missingBrokers() {
    return values.isGiven(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS)
        ? List.of()
        : List.of(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key() + " is missing; give host:port.");
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
  }
}
