package org.simbastream.job.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.simbastream.job.format.RecordFormat;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;

/**
 * Every option of simba-stream. What they may be set to beyond their type is checked by {@link
 * SimbaConfiguration}; {@code docs/configuration.md} is made from here.
 */
public final class SimbaOptions {

  /** What the name of every option begins with; everything else is Flink's. */
  public static final String PREFIX = "simba.";

  // Job

  public static final ConfigOption<String> NAME =
      key("simba.name")
          .stringType()
          .defaultValue("simba-stream")
          .withDescription(
              "The job's name, from which the consumer group and the transactional ids are "
                  + "derived.");

  public static final ConfigOption<String> MODEL =
      key("simba.model")
          .stringType()
          .defaultValue("bundled")
          .withDescription(
              "The directory of the model (config.json, model.safetensors, tokenizer.json), "
                  + "or bundled for the one that comes along.");

  public static final ConfigOption<WeightPrecision> MODEL_WEIGHTS =
      key("simba.model.weights")
          .enumType(WeightPrecision.class)
          .defaultValue(WeightPrecision.FLOAT32)
          .withDescription(
              "How the model's weights are held: float32, or rounded to bfloat16 (half the "
                  + "memory) or int8 (a quarter), which makes another model of it: restored "
                  + "state does not fit.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("simba.checkpoint.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "The time between checkpoints; output becomes visible when one completes.");

  // Input

  public static final ConfigOption<List<String>> INPUT_TOPICS =
      key("simba.input.topics")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "The topics to read, separated by semicolons or commas; give either these or "
                  + "simba.input.topic-pattern.");

  public static final ConfigOption<String> INPUT_TOPIC_PATTERN =
      key("simba.input.topic-pattern")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A Java regular expression of the topics to read, which includes topics "
                  + "created later.");

  public static final ConfigOption<String> INPUT_GROUP_ID =
      key("simba.input.group-id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The consumer group whose offsets are committed at checkpoints; simba.name "
                  + "unless given.");

  public static final ConfigOption<InputStart> INPUT_START =
      key("simba.input.start")
          .enumType(InputStart.class)
          .defaultValue(InputStart.COMMITTED)
          .withDescription(
              "Where reading begins without restored state: at earliest, at latest, or at "
                  + "the committed offsets and, where there are none, at earliest.");

  public static final ConfigOption<Duration> INPUT_DISCOVERY_INTERVAL =
      key("simba.input.discovery-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "How often the job looks for topics that match simba.input.topic-pattern, and for "
                  + "partitions, that were created after it started; 0 means never, as with "
                  + "simba.input.bounded.");

  public static final ConfigOption<Boolean> INPUT_BOUNDED =
      key("simba.input.bounded")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the job ends at the offsets that are the latest when it starts.");

  // Kafka

  public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS =
      key("simba.kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("The brokers to ask first, as host:port separated by commas.");

  // Records

  public static final ConfigOption<RecordFormat.Kind> RECORD_FORMAT =
      key("simba.record.format")
          .enumType(RecordFormat.Kind.class)
          .defaultValue(RecordFormat.Kind.TEXT)
          .withDescription(
              "Whether a record's value is text, a json object that holds the text, or tokens: a "
                  + "JSON array of token ids, or an object that holds it in the field tokens.");

  public static final ConfigOption<String> RECORD_KEY_FIELD =
      key("simba.record.key-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that names the stream, by its exact name or a dotted path; "
                  + "Kafka's key unless given.");

  public static final ConfigOption<String> RECORD_TEXT_FIELD =
      key("simba.record.text-field")
          .stringType()
          .defaultValue("message")
          .withDescription(
              "The JSON field that holds the text, by its exact name or a dotted path.");

  public static final ConfigOption<String> RECORD_TIME_FIELD =
      key("simba.record.time-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the event time (ISO-8601, epoch milliseconds or "
                  + "epoch seconds), by its exact name or a dotted path; Kafka's timestamp unless "
                  + "given.");

  public static final ConfigOption<MemorySize> RECORD_MAX_BYTES =
      key("simba.record.max-bytes")
          .memoryType()
          .defaultValue(MemorySize.parse("1 mb"))
          .withDescription(
              "The longest value that is read, in bytes; a longer one becomes a dead " + "letter.");

  public static final ConfigOption<Integer> RECORD_MAX_TOKENS =
      key("simba.record.max-tokens")
          .intType()
          .defaultValue(2048)
          .withDescription(
              "How many tokens of a record are read; those beyond are cut off; a record that comes "
                  + "as more tokens becomes a dead letter.");

  // Time and windows

  public static final ConfigOption<Duration> TIME_MAX_AHEAD =
      key("simba.time.max-ahead")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "How far a record's time may lie ahead of the clock, and a time field ahead of "
                  + "Kafka's timestamp, before the record becomes a dead letter; nor does one "
                  + "that is further ahead of all before it in its partition move the watermark "
                  + "alone.");

  public static final ConfigOption<Duration> TIME_OUT_OF_ORDERNESS =
      key("simba.time.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How long a window waits, in event time, for records that come out of order.");

  public static final ConfigOption<Duration> TIME_IDLENESS =
      key("simba.time.idleness")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "The processing time after which a partition without records that can be read no "
                  + "longer holds back the watermark; 0 means never.");

  public static final ConfigOption<Duration> WINDOW_SIZE =
      key("simba.window.size")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("The event time that one summary covers.");

  public static final ConfigOption<Integer> WINDOW_MAX_OPEN =
      key("simba.window.max-open")
          .intType()
          .defaultValue(1_440)
          .withDescription(
              "The greatest number of windows that one key may have open at once; a record that "
                  + "would open another counts in the open one before it.");

  public static final ConfigOption<Integer> WINDOW_HIGHLIGHTS =
      key("simba.window.highlights")
          .intType()
          .defaultValue(10)
          .withDescription("The greatest number of highlights in a summary; at most 1000.");

  public static final ConfigOption<Integer> WINDOW_NEW_PATTERNS =
      key("simba.window.new-patterns")
          .intType()
          .defaultValue(10)
          .withDescription(
              "The greatest number of new patterns listed in a summary; at most 1000.");

  public static final ConfigOption<Integer> WINDOW_TEXT_MAX_TOKENS =
      key("simba.window.text.max-tokens")
          .intType()
          .defaultValue(0)
          .withDescription(
              "The greatest number of tokens of the text that the model writes into a summary, "
                  + "going on from a fork of the stream's state to the end of a line; 0 means "
                  + "none, which is right for a model that was not trained to write summaries.");

  public static final ConfigOption<String> WINDOW_TEXT_PROMPT =
      key("simba.window.text.prompt")
          .stringType()
          .defaultValue("Summary:")
          .withDescription("What the model reads, after the stream, before it writes that text.");

  // Chunks and bundles

  public static final ConfigOption<Integer> CHUNK_TOKENS =
      key("simba.chunk.tokens")
          .intType()
          .defaultValue(256)
          .withDescription(
              "How many tokens of one stream make a chunk, which closes at the first record "
                  + "end at or after them.");

  public static final ConfigOption<Duration> CHUNK_MAX_WAIT =
      key("simba.chunk.max-wait")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "The processing time after which an incomplete chunk is read all the same; 0 "
                  + "means that it waits for tokens or its window's end.");

  public static final ConfigOption<Integer> BUNDLE_TOKENS =
      key("simba.bundle.tokens")
          .intType()
          .defaultValue(1024)
          .withDescription("How many tokens of different streams go through the model together.");

  public static final ConfigOption<Duration> BUNDLE_MAX_WAIT =
      key("simba.bundle.max-wait")
          .durationType()
          .defaultValue(Duration.ofMillis(50))
          .withDescription(
              "The longest processing time that a closed chunk waits for others to share "
                  + "its pass through the model.");

  // Keeping tokens

  public static final ConfigOption<Double> KEEP_LAST =
      key("simba.keep.last")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "The share of a chunk's tokens that the last layer is given, more than 0 and "
                  + "at most 1; 1 is plain Mamba.");

  public static final ConfigOption<KeepSchedule> KEEP_SCHEDULE =
      key("simba.keep.schedule")
          .enumType(KeepSchedule.class)
          .defaultValue(KeepSchedule.LINEAR)
          .withDescription(
              "How the share of kept tokens falls with depth: linear is the paper's; geometric, "
                  + "where each layer is given the same share of the one below, and step, which "
                  + "goes from everything to the last share above the dense layers, are less work; "
                  + "the others are for comparison.");

  public static final ConfigOption<Integer> KEEP_DENSE_LAYERS =
      key("simba.keep.dense-layers")
          .intType()
          .defaultValue(0)
          .withDescription("How many layers, from the first, are given every token.");

  public static final ConfigOption<SelectionCriterion> KEEP_CRITERION =
      key("simba.keep.criterion")
          .enumType(SelectionCriterion.class)
          .defaultValue(SelectionCriterion.IMPACT)
          .withDescription(
              "What decides which tokens are kept: impact is the paper's; split-impact is half "
                  + "by impact at the chunk's end, half by impact at the horizon; the "
                  + "others are for comparison.");

  public static final ConfigOption<Integer> KEEP_HORIZON =
      key("simba.keep.horizon")
          .intType()
          .defaultValue(0)
          .withDescription(
              "How many tokens after the chunk's end impact is measured; 0, the chunk's "
                  + "end, is the paper's.");

  public static final ConfigOption<Boolean> KEEP_ADAPTIVE_ENABLED =
      key("simba.keep.adaptive.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether simba.keep.last is lowered step by step while the job falls behind, and "
                  + "raised again when it has caught up; a replay then need not give the same "
                  + "numbers.");

  public static final ConfigOption<Double> KEEP_ADAPTIVE_FLOOR =
      key("simba.keep.adaptive.floor")
          .doubleType()
          .defaultValue(0.05)
          .withDescription(
              "The least share to which simba.keep.last is lowered under load, more than 0 and "
                  + "less than simba.keep.last.");

  public static final ConfigOption<Duration> KEEP_ADAPTIVE_INTERVAL =
      key("simba.keep.adaptive.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How long the job must be fully busy before each of the eight steps down; each "
                  + "step up takes three such times with room to spare.");

  public static final ConfigOption<Boolean> READOUT_ENABLED =
      key("simba.readout.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether records are scored by the early readout too, where the model has " + "one.");

  public static final ConfigOption<Boolean> RECALL_ENABLED =
      key("simba.recall.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether what a stream's own past predicts counts in the surprisal of its tokens, "
                  + "which takes at most 74 KB of state per stream.");

  // State

  public static final ConfigOption<Integer> PATTERNS_MAX =
      key("simba.patterns.max")
          .intType()
          .defaultValue(4096)
          .withDescription("How many patterns and opening words are remembered per stream.");

  public static final ConfigOption<StatePrecision> STATE_PRECISION =
      key("simba.state.precision")
          .enumType(StatePrecision.class)
          .defaultValue(StatePrecision.FLOAT32)
          .withDescription(
              "How exactly the hidden state is kept from chunk to chunk: float32, or rounded to "
                  + "bfloat16, which halves checkpoints and what RocksDB moves; may be changed "
                  + "at any restart.");

  public static final ConfigOption<Duration> STATE_IDLE_EXPIRY =
      key("simba.state.idle-expiry")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "How long a stream may be silent: a record that much later in event time than all "
                  + "before it begins the stream anew, and state is deleted when event time and "
                  + "the clock have both gone on so far without a record; 0 means never.");

  public static final ConfigOption<ModelMismatch> STATE_MODEL_MISMATCH =
      key("simba.state.model-mismatch")
          .enumType(ModelMismatch.class)
          .defaultValue(ModelMismatch.REFUSE)
          .withDescription(
              "What to do with restored state of another model: refuse to start, start every "
                  + "stream afresh, or let it first read the records that "
                  + "simba.state.warm-up-records has kept.");

  public static final ConfigOption<Integer> STATE_WARM_UP_RECORDS =
      key("simba.state.warm-up-records")
          .intType()
          .defaultValue(0)
          .withDescription(
              "How many of a stream's last records are kept, as texts of 64 KB together at "
                  + "most, for another model to read before it goes on; 0 keeps none; to be set "
                  + "before the savepoint from which the other model starts.");

  // Output

  public static final ConfigOption<String> OUTPUT_SUMMARIES_TOPIC =
      key("simba.output.summaries.topic")
          .stringType()
          .defaultValue("simba-summaries")
          .withDescription("The topic for window summaries.");

  public static final ConfigOption<Boolean> OUTPUT_SCORED_ENABLED =
      key("simba.output.scored.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether scored records are written.");

  public static final ConfigOption<String> OUTPUT_SCORED_TOPIC =
      key("simba.output.scored.topic")
          .stringType()
          .defaultValue("simba-scored")
          .withDescription("The topic for scored records.");

  public static final ConfigOption<Boolean> OUTPUT_WORK_ENABLED =
      key("simba.output.work.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether work counts are written.");

  public static final ConfigOption<String> OUTPUT_WORK_TOPIC =
      key("simba.output.work.topic")
          .stringType()
          .defaultValue("simba-work")
          .withDescription("The topic for work counts.");

  public static final ConfigOption<String> OUTPUT_DEAD_LETTERS_TOPIC =
      key("simba.output.dead-letters.topic")
          .stringType()
          .defaultValue("simba-dead-letters")
          .withDescription("The topic for records that could not be processed.");

  public static final ConfigOption<String> REPLAY_PROGRESS_TOPIC =
      key("simba.replay.progress-topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The compacted topic in which simba replay remembers which dead letters it has "
                  + "replayed, created if it is not there; simba.output.dead-letters.topic with "
                  + "-replayed unless given.");

  public static final ConfigOption<String> OUTPUT_TRANSACTIONAL_ID_PREFIX =
      key("simba.output.transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "What the job's transactional ids begin with, which no other job on the same "
                  + "Kafka may use; simba.name unless given.");

  public static final ConfigOption<Duration> OUTPUT_TRANSACTION_TIMEOUT =
      key("simba.output.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "The time after which Kafka aborts a transaction, which must exceed the "
                  + "checkpoint interval and the longest outage together, and not the broker's "
                  + "transaction.max.timeout.ms.");

  private SimbaOptions() {}
}
