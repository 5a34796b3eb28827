package org.simbastream.job.pipeline;

import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.format.IncomingRecordDeserializer;
import org.simbastream.job.format.JsonRecordSerializer;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.job.format.TeachingDeserializer;
import org.simbastream.job.kafka.BrokerTopicLimits;
import org.simbastream.job.kafka.LatestOffsets;
import org.simbastream.job.kafka.LearntTopicLimits;
import org.simbastream.job.options.ExactlyOnceChecks;
import org.simbastream.job.options.JobVersion;
import org.simbastream.job.options.ScoredFormat;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.operators.SimbaStreams;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.operators.text.TokenizeFunction;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Teaching;

/**
 * Puts the job together:
 *
 * <pre>
 * Kafka → by key → join → (mask) → tokenize → by key → Simba → summaries → Kafka
 *                                     │                  ├─── scored records, work counts, patterns → Kafka
 *                                     │                  ├─── by key → alerts → Kafka
 *                                     └── dead letters → Kafka
 * </pre>
 *
 * <p>If people teach it, what they say comes from Kafka too, and is broadcast to Simba.
 */
public final class SimbaJob {

  /**
   * Key groups, hence the greatest parallelism that a savepoint can be rescaled to. Fixed here,
   * because Flink's own choice depends on the parallelism at the first start.
   */
  public static final int MAX_PARALLELISM = 256;

  /** Reuses a few transactional ids, since brokers remember each id for a week. */
  static final TransactionNamingStrategy TRANSACTION_NAMES = TransactionNamingStrategy.POOLING;

  private static final Duration DISCOVERY_PATIENCE = Duration.ofMinutes(3);

  private final SimbaConfiguration configuration;
  private final TransactionNamingStrategy transactionNames;

  private SimbaJob(SimbaConfiguration configuration, TransactionNamingStrategy transactionNames) {
    this.configuration = configuration;
    this.transactionNames = transactionNames;
  }

  /**
   * Adds the job to an environment, which runs it.
   *
   * @throws org.simbastream.job.options.InvalidConfigurationException if what is in force there
   *     would make results not exactly once
   */
  public static void define(StreamExecutionEnvironment env, SimbaConfiguration configuration) {
    define(env, configuration, new SimbaOperator(settings(configuration)));
  }

  /** Adds the job with another operator in Simba's place; for tests that break it on purpose. */
  public static void define(
      StreamExecutionEnvironment env, SimbaConfiguration configuration, SimbaOperator operator) {
    define(env, configuration, operator, TRANSACTION_NAMES);
  }

  /** Adds the job with another naming of its transactions, as in earlier versions. */
  static void define(
      StreamExecutionEnvironment env,
      SimbaConfiguration configuration,
      SimbaOperator operator,
      TransactionNamingStrategy transactionNames) {
    new SimbaJob(configuration, transactionNames).build(env, operator);
  }

  /** The operator's settings that a configuration asks for. */
  public static OperatorSettings settings(SimbaConfiguration configuration) {
    return OperatorSettingsReader.read(configuration);
  }

  /** How lines are joined to records. */
  public static JoinSettings joining(SimbaConfiguration configuration) {
    return OperatorSettingsReader.joining(configuration);
  }

  private void build(StreamExecutionEnvironment env, SimbaOperator operator) {
    ExactlyOnceChecks.requireFor(env.getConfiguration());
    if (env.getConfiguration().getOptional(PipelineOptions.MAX_PARALLELISM).isEmpty()) {
      env.setMaxParallelism(MAX_PARALLELISM);
    }
    OperatorSettings settings = settings(configuration);
    boolean tokensGiven = configuration.get(SimbaOptions.RECORD_FORMAT) == RecordFormat.Kind.TOKENS;
    DataStream<IncomingRecord> records =
        masked(
            SimbaStreams.join(
                env.fromSource(source(), watermarks(), "Kafka").uid(OperatorUids.SOURCE),
                joining(configuration),
                settings.window().size()));
    TokenizeFunction tokenization = SimbaStreams.tokenization(settings, tokensGiven);
    SimbaStreams simba =
        settings.teaching()
            ? SimbaStreams.read(records, tokenization, operator, teachings(env))
            : SimbaStreams.read(records, tokenization, operator);
    sinkTo(
        simba.summaries(),
        "summaries",
        OperatorUids.SUMMARIES,
        configuration.get(SimbaOptions.OUTPUT_SUMMARIES_TOPIC),
        JsonWriter.summaries(PositionFields.KAFKA));
    sinkTo(
        simba.deadLetters(),
        "dead-letters",
        OperatorUids.DEAD_LETTERS,
        configuration.get(SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC),
        JsonWriter.deadLetters(PositionFields.KAFKA, JobVersion.VERSION));
    if (configuration.get(SimbaOptions.OUTPUT_SCORED_ENABLED)) {
      sinkTo(
          simba.scored(),
          "scored",
          OperatorUids.SCORED,
          configuration.get(SimbaOptions.OUTPUT_SCORED_TOPIC),
          configuration.get(SimbaOptions.OUTPUT_SCORED_FORMAT) == ScoredFormat.OTLP_JSON
              ? JsonWriter.scoredRecordsAsOtlp()
              : JsonWriter.scoredRecords(PositionFields.KAFKA));
    }
    if (configuration.get(SimbaOptions.OUTPUT_WORK_ENABLED)) {
      sinkTo(
          simba.workCounts(),
          "work",
          OperatorUids.WORK,
          configuration.get(SimbaOptions.OUTPUT_WORK_TOPIC),
          JsonWriter.workCounts());
    }
    if (settings.alerts().enabled()) {
      sinkTo(
          simba.alerts(settings),
          "alerts",
          OperatorUids.ALERTS_SINK,
          configuration.get(SimbaOptions.ALERTS_TOPIC),
          JsonWriter.alerts(PositionFields.KAFKA));
    }
    if (configuration.get(SimbaOptions.OUTPUT_PATTERNS_ENABLED)) {
      sinkTo(
          simba.patterns(),
          "patterns",
          OperatorUids.PATTERNS,
          configuration.get(SimbaOptions.OUTPUT_PATTERNS_TOPIC),
          JsonWriter.windowPatterns());
    }
  }

  /** Single lines were masked as they were read. */
  private DataStream<IncomingRecord> masked(SingleOutputStreamOperator<IncomingRecord> joined) {
    Masks masks = configuration.masks();
    return masks.isNone() || !joining(configuration).on()
        ? joined
        : joined.map(new MaskedRecords(masks)).name("mask").uid(OperatorUids.MASK);
  }

  private Source<IncomingRecord, ?, ?> source() {
    KafkaSourceBuilder<IncomingRecord> source =
        this.<IncomingRecord>sourceOf(configuration.groupId())
            .setDeserializer(new IncomingRecordDeserializer(configuration.recordFormat()))
            .setStartingOffsets(start());
    configuration.find(SimbaOptions.INPUT_TOPICS).ifPresent(source::setTopics);
    configuration
        .find(SimbaOptions.INPUT_TOPIC_PATTERN)
        .ifPresent(pattern -> source.setTopicPattern(Pattern.compile(pattern)));
    return new MonitoredKafkaSource<>(source.build(), configuration.adminProperties());
  }

  /**
   * What people teach, from one subtask, so that all subtasks of Simba hear it in the same order.
   * It has a consumer group of its own, so that the group of the input tells the input's lag alone.
   */
  private DataStream<Teaching> teachings(StreamExecutionEnvironment env) {
    KafkaSource<Teaching> source =
        this.<Teaching>sourceOf(configuration.groupId() + "-control")
            .setDeserializer(new TeachingDeserializer())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setTopics(configuration.get(SimbaOptions.CONTROL_TOPIC))
            .build();
    return env.fromSource(
            new MonitoredKafkaSource<>(source, configuration.adminProperties()),
            WatermarkStrategy.noWatermarks(),
            "control")
        .uid(OperatorUids.CONTROL_SOURCE)
        .setParallelism(1);
  }

  /** A source that ends with what is there at the start, if the job does. */
  private <T> KafkaSourceBuilder<T> sourceOf(String group) {
    Properties consumer = configuration.consumerProperties();
    consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
    boolean bounded = configuration.get(SimbaOptions.INPUT_BOUNDED);
    if (!bounded) {
      discoverEvery(configuration.get(SimbaOptions.INPUT_DISCOVERY_INTERVAL), consumer);
    }
    KafkaSourceBuilder<T> source = KafkaSource.<T>builder().setProperties(consumer);
    return bounded ? source.setBounded(OffsetsInitializer.latest()) : source;
  }

  /**
   * Sets how often partitions are discovered. Discovery fails the job if no broker answers, so it
   * waits longer than a sink.
   */
  private static void discoverEvery(Duration interval, Properties consumer) {
    consumer.putIfAbsent(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(interval.toMillis()));
    if (!consumer.containsKey(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
      consumer.putIfAbsent(
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          Long.toString(DISCOVERY_PATIENCE.toMillis()));
    }
  }

  @SuppressWarnings("deprecation") // the connector's own signature requires Kafka's old enum
  private OffsetsInitializer start() {
    return switch (configuration.get(SimbaOptions.INPUT_START)) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> new LatestOffsets();
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    };
  }

  private WatermarkStrategy<IncomingRecord> watermarks() {
    return RecordWatermarks.strategy(
        configuration.get(SimbaOptions.TIME_OUT_OF_ORDERNESS),
        configuration.get(SimbaOptions.TIME_IDLENESS),
        configuration.get(SimbaOptions.TIME_MAX_AHEAD));
  }

  private <T> void sinkTo(
      DataStream<T> records, String name, String uid, String topic, JsonWriter<T> json) {
    Properties producer = configuration.producerProperties();
    LearntTopicLimits.watch(producer);
    JsonRecordSerializer<T> serializer =
        new JsonRecordSerializer<>(topic, json, BrokerTopicLimits.of(configuration));
    KafkaSink<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producer)
            .setBootstrapServers(configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS))
            .setRecordSerializer(serializer)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionNamingStrategy(transactionNames)
            .setTransactionalIdPrefix(configuration.transactionalIdPrefix(name))
            .build();
    records
        .sinkTo(new LenientCloseSink<>(sink, configuration.adminProperties()))
        .name(name)
        .uid(uid);
  }
}
