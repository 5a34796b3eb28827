package org.simbastream.job.options;

import static org.apache.flink.configuration.ConfigOptions.key;
import static org.simbastream.operators.settings.OperatorSettings.DEFAULT;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordTimes;
import org.simbastream.formats.SeverityScale;
import org.simbastream.formats.TextEncoding;
import org.simbastream.formats.decode.Preset;
import org.simbastream.formats.mask.Mask;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.text.time.DateOrder;

/**
 * Every option of simba-stream. {@link SimbaConfiguration} checks the values' ranges; {@code
 * docs/configuration.md} is generated from these descriptions.
 */
public final class SimbaOptions {

  /** The prefix of every option's name; names without it are Flink's. */
  public static final String PREFIX = "simba.";

  // Job

  public static final ConfigOption<String> NAME =
      key("simba.name")
          .stringType()
          .defaultValue("simba-stream")
          .withDescription(
              "The job's name; the consumer group and the transactional ids are derived from it.");

  public static final ConfigOption<String> MODEL =
      key("simba.model")
          .stringType()
          .defaultValue(DEFAULT.model())
          .withDescription(
              "The directory of the model (config.json, model.safetensors, tokenizer.json); "
                  + "bundled means the model that simba-stream includes.");

  public static final ConfigOption<WeightPrecision> MODEL_WEIGHTS =
      key("simba.model.weights")
          .enumType(WeightPrecision.class)
          .defaultValue(DEFAULT.weights())
          .withDescription(
              "The precision of the model's weights in memory: float32, or rounded to bfloat16 "
                  + "(half the memory) or int8 (a quarter). A rounded model counts as another "
                  + "model: it does not accept state that was written with another precision.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("simba.checkpoint.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "The time between checkpoints; results become visible when a checkpoint completes.");

  // Input

  public static final ConfigOption<List<String>> INPUT_TOPICS =
      key("simba.input.topics")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "The topics to read, separated by semicolons or commas; set either this option or "
                  + "simba.input.topic-pattern.");

  public static final ConfigOption<String> INPUT_TOPIC_PATTERN =
      key("simba.input.topic-pattern")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A Java regular expression that matches the topics to read, including topics that "
                  + "are created later.");

  public static final ConfigOption<String> INPUT_GROUP_ID =
      key("simba.input.group-id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The consumer group under which the job commits its offsets at checkpoints; "
                  + "default: simba.name.");

  public static final ConfigOption<InputStart> INPUT_START =
      key("simba.input.start")
          .enumType(InputStart.class)
          .defaultValue(InputStart.COMMITTED)
          .withDescription(
              "Where the job starts to read when it restores no state: earliest, latest, or "
                  + "committed, which means the committed offsets, and the earliest offset of "
                  + "partitions without one.");

  public static final ConfigOption<Duration> INPUT_DISCOVERY_INTERVAL =
      key("simba.input.discovery-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "The interval at which the job looks for new partitions and for new topics that "
                  + "match simba.input.topic-pattern; 0 means never, and so does "
                  + "simba.input.bounded.");

  public static final ConfigOption<Boolean> INPUT_BOUNDED =
      key("simba.input.bounded")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the job ends when it has read up to the offsets that were the latest at "
                  + "its start.");

  // Kafka

  public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS =
      key("simba.kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The brokers to which clients connect first, as host:port, separated by commas.");

  // Records

  public static final ConfigOption<RecordFormat.Kind> RECORD_FORMAT =
      key("simba.record.format")
          .enumType(RecordFormat.Kind.class)
          .defaultValue(RecordFormat.Kind.TEXT)
          .withDescription(
              "The format of a record's value: text, json (a JSON object with the text in a field,"
                  + " or an array or lines of such objects), or tokens (a JSON array of token ids,"
                  + " or an object with that array in its field tokens).");

  public static final ConfigOption<Preset> RECORD_PRESET =
      key("simba.record.preset")
          .enumType(Preset.class)
          .defaultValue(Preset.NONE)
          .withDescription(
              "What wrote the records, which tells where each has its key, time, severity and text"
                  + " (docs/presets.md): otlp, ecs, fluent-bit, vector, cri, docker, syslog,"
                  + " journald, gelf, cef, leef, logfmt, connect, debezium, or auto, which takes"
                  + " each record for what it surely is of these, else for JSON or a line. Options"
                  + " that name fields go before the preset's.");

  public static final ConfigOption<String> RECORD_KEY_FIELD =
      key("simba.record.key-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the stream's key, given by its exact name or a dotted "
                  + "path; default: Kafka's record key.");

  public static final ConfigOption<List<String>> RECORD_KEY_FIELDS =
      key("simba.record.key-fields")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Several JSON fields that make up the stream's key, with a slash between them, such "
                  + "as kubernetes.namespace, kubernetes.pod; set either this option or "
                  + "simba.record.key-field.");

  public static final ConfigOption<String> RECORD_KEY_HEADER =
      key("simba.record.key-header")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The Kafka header that holds the stream's key, in UTF-8, where no field does.");

  public static final ConfigOption<String> RECORD_KEY_PATTERN =
      key("simba.record.key-pattern")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A Java regular expression that finds the stream's key in the key of a record: its "
                  + "groups with a slash between them, or the whole match if it has none. A key "
                  + "without a match is left as it is.");

  public static final ConfigOption<String> RECORD_TEXT_FIELD =
      key("simba.record.text-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the text, given by its exact name or a dotted path. "
                  + "Default: the first field there is of those that loggers and shippers write "
                  + "(message, msg, log, body and others), after the level if that is in another "
                  + "field; the whole object if there is none.");

  public static final ConfigOption<List<String>> RECORD_TEXT_FIELDS =
      key("simba.record.text-fields")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Several JSON fields that make up the text, with a space between them, such as "
                  + "level, logger, message, error.stack_trace; those that a record lacks are left "
                  + "out, and one of several lines begins a line of its own.");

  public static final ConfigOption<String> RECORD_TEXT_TEMPLATE =
      key("simba.record.text-template")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The text as a template with JSON fields in braces, such as {level} {logger}: "
                  + "{message}.");

  public static final ConfigOption<String> RECORD_SEVERITY_FIELD =
      key("simba.record.severity-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the severity, as a word or a number. Default: the first "
                  + "field there is of those that loggers write (level, severity, log.level and "
                  + "others); where there is none, the text tells it.");

  public static final ConfigOption<SeverityScale> RECORD_SEVERITY_SCALE =
      key("simba.record.severity-scale")
          .enumType(SeverityScale.class)
          .defaultValue(SeverityScale.AUTO)
          .withDescription(
              "What a severity in numbers means: otel (1 to 24), syslog (0 to 7, 0 the worst), "
                  + "pino (10 trace to 60 fatal), python (10 debug to 50 critical), java (300 to "
                  + "1000), windows (1 critical to 5 verbose), or auto: what the number and the "
                  + "field's name tell.");

  public static final ConfigOption<String> RECORD_TRACE_FIELD =
      key("simba.record.trace-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the trace's id; default: trace_id, traceId, trace.id and "
                  + "others.");

  public static final ConfigOption<String> RECORD_SPAN_FIELD =
      key("simba.record.span-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the span's id; default: span_id, spanId, span.id and "
                  + "others.");

  public static final ConfigOption<List<String>> RECORD_FIELDS =
      key("simba.record.fields")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "The JSON fields that are passed on to the results, where fields holds them. The "
                  + "model does not read them.");

  public static final ConfigOption<List<String>> RECORD_HEADERS =
      key("simba.record.headers")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "The Kafka headers that are passed on to the results, where headers holds them.");

  public static final ConfigOption<List<Mask>> RECORD_MASK =
      key("simba.record.mask")
          .enumType(Mask.class)
          .asList()
          .noDefaultValue()
          .withDescription(
              "What is masked in texts, in what results carry beside them, and in dead letters, "
                  + "before anything is read or written (docs/masking.md): email, card, iban, ip, "
                  + "token, separated by commas.");

  public static final ConfigOption<String> RECORD_MASK_KEY_SECRET =
      key("simba.record.mask.key-secret")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A secret of 16 characters or more. With it, what simba.record.mask names is masked "
                  + "in keys too, each with a digest that this secret determines, so that streams "
                  + "stay apart; without it keys are left as they are.");

  public static final ConfigOption<String> RECORD_TIME_FIELD =
      key("simba.record.time-field")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON field that holds the event time, in any of the formats that "
                  + "docs/operations.md lists, given by its exact name or a dotted path; default: "
                  + "what simba.record.time says.");

  public static final ConfigOption<RecordTimes.Source> RECORD_TIME =
      key("simba.record.time")
          .enumType(RecordTimes.Source.class)
          .defaultValue(RecordTimes.DEFAULT.source())
          .withDescription(
              "Where the event time comes from if simba.record.time-field names no field: kafka "
                  + "(Kafka's timestamp) or text (the time that the record's text begins with, or "
                  + "that a field of a known name in it holds).");

  public static final ConfigOption<String> RECORD_CHARSET =
      key("simba.record.charset")
          .stringType()
          .defaultValue(TextEncoding.DEFAULT.charset())
          .withDescription(
              "The charset of a record's value, by its name in IANA's list. With UTF-8, values in "
                  + "UTF-16 are recognised and read too.");

  public static final ConfigOption<TextEncoding.Malformed> RECORD_MALFORMED_TEXT =
      key("simba.record.malformed-text")
          .enumType(TextEncoding.Malformed.class)
          .defaultValue(TextEncoding.DEFAULT.malformed())
          .withDescription(
              "What happens to a value with bytes that are no characters of the charset: replace "
                  + "(U+FFFD stands for them in the text) or reject (the record becomes a dead "
                  + "letter).");

  public static final ConfigOption<MemorySize> RECORD_MAX_BYTES =
      key("simba.record.max-bytes")
          .memoryType()
          .defaultValue(MemorySize.parse("1 mb"))
          .withDescription(
              "The largest value that is read, in bytes; a record with a larger one becomes a "
                  + "dead letter.");

  public static final ConfigOption<RecordJoin> RECORD_JOIN =
      key("simba.record.join")
          .enumType(RecordJoin.class)
          .defaultValue(RecordJoin.AUTO)
          .withDescription(
              "Whether lines of a stream that are one record are joined before they are read, as "
                  + "those of a stack trace, of pretty-printed JSON, or the pieces of a long line: "
                  + "auto joins what is recognised, off nothing. Records of tokens are never "
                  + "joined.");

  public static final ConfigOption<Integer> RECORD_JOIN_MAX_LINES =
      key("simba.record.join.max-lines")
          .intType()
          .defaultValue(JoinSettings.DEFAULT.maxLines())
          .withDescription(
              "The greatest number of lines that are joined; the next line begins another record.");

  public static final ConfigOption<MemorySize> RECORD_JOIN_MAX_BYTES =
      key("simba.record.join.max-bytes")
          .memoryType()
          .defaultValue(new MemorySize(JoinSettings.DEFAULT.maxBytes()))
          .withDescription(
              "The greatest length of a joined text, in bytes of UTF-8; the next line begins "
                  + "another record. A longer single line is not cut.");

  public static final ConfigOption<Duration> RECORD_JOIN_MAX_WAIT =
      key("simba.record.join.max-wait")
          .durationType()
          .defaultValue(JoinSettings.DEFAULT.maxWait())
          .withDescription(
              "The processing time for which a stream's last record waits for a line that goes on "
                  + "with it, while the job has nothing else to read. It adds to the latency of a "
                  + "line that no other follows.");

  public static final ConfigOption<Integer> RECORD_MAX_TOKENS =
      key("simba.record.max-tokens")
          .intType()
          .defaultValue(DEFAULT.otherModel().maxRecordTokens())
          .withDescription(
              "The greatest number of tokens that are read of a record: longer text is cut off; "
                  + "a record of more token ids becomes a dead letter.");

  // Time and windows

  public static final ConfigOption<String> TIME_ZONE =
      key("simba.time.zone")
          .stringType()
          .defaultValue("UTC")
          .withDescription(
              "The zone of times that are written without one: UTC, an offset such as +02:00, or "
                  + "a region such as Europe/Berlin.");

  public static final ConfigOption<DateOrder> TIME_DATE_ORDER =
      key("simba.time.date-order")
          .enumType(DateOrder.class)
          .defaultValue(RecordTimes.DEFAULT.order())
          .withDescription(
              "How a date is read whose numbers alone do not tell, such as 11/12/2026: day-first, "
                  + "month-first, year-first (26/11/28), or nearest, which means in the order that "
                  + "brings it nearest to Kafka's timestamp.");

  public static final ConfigOption<RecordTimes.Unreadable> TIME_UNREADABLE =
      key("simba.time.unreadable")
          .enumType(RecordTimes.Unreadable.class)
          .defaultValue(RecordTimes.DEFAULT.unreadable())
          .withDescription(
              "What happens to a record whose time field or text has no time that can be read: "
                  + "kafka (its time is Kafka's timestamp, and numRecordsWithoutTime counts it) or "
                  + "reject (it becomes a dead letter).");

  public static final ConfigOption<Duration> TIME_MAX_AHEAD =
      key("simba.time.max-ahead")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "How far ahead a record's time may be of the current time, and a time that is read"
                  + " from the record of Kafka's timestamp; a record further ahead becomes a dead"
                  + " letter. Also how far a single record may move its partition's watermark ahead"
                  + " of all records before it: a greater step waits until later records confirm"
                  + " it.");

  public static final ConfigOption<Duration> TIME_OUT_OF_ORDERNESS =
      key("simba.time.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "The event time for which a window stays open after its end, for records that "
                  + "arrive out of order.");

  public static final ConfigOption<Duration> TIME_IDLENESS =
      key("simba.time.idleness")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "The processing time after which a partition that brings no readable records no "
                  + "longer holds back the watermark; 0 means that it always does.");

  public static final ConfigOption<Duration> WINDOW_SIZE =
      key("simba.window.size")
          .durationType()
          .defaultValue(DEFAULT.window().size())
          .withDescription(
              "The length of a window, in event time; each window of a stream has one summary.");

  public static final ConfigOption<Integer> WINDOW_MAX_OPEN =
      key("simba.window.max-open")
          .intType()
          .defaultValue(DEFAULT.window().maxOpen())
          .withDescription(
              "The greatest number of open windows per key; a record that would open one more "
                  + "is counted in the open window before it.");

  public static final ConfigOption<Integer> WINDOW_HIGHLIGHTS =
      key("simba.window.highlights")
          .intType()
          .defaultValue(DEFAULT.window().highlights())
          .withDescription("The greatest number of highlights in a summary; at most 1000.");

  public static final ConfigOption<Integer> WINDOW_NEW_PATTERNS =
      key("simba.window.new-patterns")
          .intType()
          .defaultValue(DEFAULT.window().newPatterns())
          .withDescription(
              "The greatest number of new patterns listed in a summary; at most 1000.");

  public static final ConfigOption<Boolean> WINDOW_SILENCE =
      key("simba.window.silence")
          .booleanType()
          .defaultValue(DEFAULT.window().silence())
          .withDescription(
              "Whether a stream that stops is told: with a summary of 0 records, at the end of the "
                  + "window by which its silence is unusual, held against how regularly it had "
                  + "records in its windows so far. Needs ten windows with records.");

  public static final ConfigOption<Integer> WINDOW_TEXT_MAX_TOKENS =
      key("simba.window.text.max-tokens")
          .intType()
          .defaultValue(DEFAULT.window().text().maxTokens())
          .withDescription(
              "The greatest number of tokens that the model writes as a summary's text; it "
                  + "continues from a copy of the stream's state and stops at the end of a line. "
                  + "0 means no text, which is right for a model that was not trained to write "
                  + "summaries.");

  public static final ConfigOption<String> WINDOW_TEXT_PROMPT =
      key("simba.window.text.prompt")
          .stringType()
          .defaultValue(DEFAULT.window().text().prompt())
          .withDescription(
              "The text that the model reads after the stream and before it writes the "
                  + "summary's text.");

  // Chunks and bundles

  public static final ConfigOption<Integer> CHUNK_TOKENS =
      key("simba.chunk.tokens")
          .intType()
          .defaultValue(DEFAULT.chunk().tokens())
          .withDescription(
              "The size of a chunk of one stream, in tokens; a chunk closes at the end of the "
                  + "record that reaches this size.");

  public static final ConfigOption<Duration> CHUNK_MAX_WAIT =
      key("simba.chunk.max-wait")
          .durationType()
          .defaultValue(DEFAULT.chunk().maxWait())
          .withDescription(
              "The processing time after which the model reads an incomplete chunk anyway; 0 "
                  + "means that the chunk waits until it has enough tokens or its window ends.");

  public static final ConfigOption<Integer> BUNDLE_TOKENS =
      key("simba.bundle.tokens")
          .intType()
          .defaultValue(DEFAULT.bundle().tokens())
          .withDescription(
              "The number of tokens, of chunks of different streams, that go through the model "
                  + "together.");

  public static final ConfigOption<Duration> BUNDLE_MAX_WAIT =
      key("simba.bundle.max-wait")
          .durationType()
          .defaultValue(DEFAULT.bundle().maxWait())
          .withDescription(
              "The longest processing time that a closed chunk waits for chunks of other "
                  + "streams to share its pass through the model.");

  // Keeping tokens

  public static final ConfigOption<Double> KEEP_LAST =
      key("simba.keep.last")
          .doubleType()
          .defaultValue(DEFAULT.pruning().last())
          .withDescription(
              "The share of a chunk's tokens that the last layer reads, more than 0 and at most "
                  + "1; 1 means plain Mamba.");

  public static final ConfigOption<KeepSchedule> KEEP_SCHEDULE =
      key("simba.keep.schedule")
          .enumType(KeepSchedule.class)
          .defaultValue(DEFAULT.pruning().schedule())
          .withDescription(
              "How the share of kept tokens falls from layer to layer. model is the schedule that "
                  + "the checkpoint names, with its dense layers, or linear if it names none. "
                  + "linear is the paper's "
                  + "schedule. geometric (each layer reads the same share of the tokens of the "
                  + "layer below) and step (every token up to the dense layers, simba.keep.last "
                  + "above them) take less work. The others serve for comparison.");

  public static final ConfigOption<Integer> KEEP_DENSE_LAYERS =
      key("simba.keep.dense-layers")
          .intType()
          .defaultValue(DEFAULT.pruning().denseLayers())
          .withDescription(
              "The number of layers, from the first, that read every token; only with a schedule "
                  + "other than model.");

  public static final ConfigOption<SelectionCriterion> KEEP_CRITERION =
      key("simba.keep.criterion")
          .enumType(SelectionCriterion.class)
          .defaultValue(DEFAULT.pruning().criterion())
          .withDescription(
              "The criterion by which tokens are kept: impact is the paper's; split-impact "
                  + "keeps half of the tokens by their impact at the chunk's end and half by "
                  + "their impact at simba.keep.horizon; the others serve for comparison.");

  public static final ConfigOption<Integer> KEEP_HORIZON =
      key("simba.keep.horizon")
          .intType()
          .defaultValue(DEFAULT.pruning().horizon())
          .withDescription(
              "The number of tokens after the chunk's end at which impact is measured; 0, the "
                  + "paper's value, means at the chunk's end.");

  public static final ConfigOption<Boolean> KEEP_ADAPTIVE_ENABLED =
      key("simba.keep.adaptive.enabled")
          .booleanType()
          .defaultValue(DEFAULT.adaptiveKeep().enabled())
          .withDescription(
              "Whether the job lowers simba.keep.last step by step while it falls behind, and "
                  + "raises it again once it has caught up. Reading the same input again may then "
                  + "give other numbers.");

  public static final ConfigOption<Double> KEEP_ADAPTIVE_FLOOR =
      key("simba.keep.adaptive.floor")
          .doubleType()
          .defaultValue(0.05)
          .withDescription(
              "The least share to which the job lowers simba.keep.last under load, more than 0 "
                  + "and less than simba.keep.last.");

  public static final ConfigOption<Duration> KEEP_ADAPTIVE_INTERVAL =
      key("simba.keep.adaptive.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "The time for which the job must be fully busy before it takes one of the eight "
                  + "steps down; a step up takes three such intervals with spare capacity.");

  public static final ConfigOption<Boolean> READOUT_ENABLED =
      key("simba.readout.enabled")
          .booleanType()
          .defaultValue(DEFAULT.readout())
          .withDescription(
              "Whether the early readout scores records too, if the model has one; of no effect on"
                  + " a reader, such as the bundled model.");

  public static final ConfigOption<Boolean> RECALL_ENABLED =
      key("simba.recall.enabled")
          .booleanType()
          .defaultValue(DEFAULT.recall())
          .withDescription(
              "Whether predictions from a stream's own past are mixed into the surprisal of its"
                  + " tokens, which takes at most 74 KB of state per stream; of no effect on a"
                  + " reader, such as the bundled model, whose own takes at most 114 KB.");

  // State

  public static final ConfigOption<Integer> PATTERNS_MAX =
      key("simba.patterns.max")
          .intType()
          .defaultValue(DEFAULT.maxPatterns())
          .withDescription(
              "The greatest number of patterns, of words in their places, and of places, that the "
                  + "state remembers per stream.");

  public static final ConfigOption<StatePrecision> STATE_PRECISION =
      key("simba.state.precision")
          .enumType(StatePrecision.class)
          .defaultValue(DEFAULT.statePrecision())
          .withDescription(
              "The precision of the hidden state between chunks: float32, or rounded to "
                  + "bfloat16, which halves the size of checkpoints and the data that RocksDB "
                  + "moves. It may be changed at any restart.");

  public static final ConfigOption<Duration> STATE_IDLE_EXPIRY =
      key("simba.state.idle-expiry")
          .durationType()
          .defaultValue(DEFAULT.idleExpiry())
          .withDescription(
              "How long a stream may have no records: a record that is later than all before it "
                  + "by more than this event time starts the stream anew, and the state is "
                  + "deleted once both event time and processing time have advanced this far "
                  + "without a record; 0 means never.");

  public static final ConfigOption<ModelMismatch> STATE_MODEL_MISMATCH =
      key("simba.state.model-mismatch")
          .enumType(ModelMismatch.class)
          .defaultValue(ModelMismatch.REFUSE)
          .withDescription(
              "What the job does when the restored state belongs to another model: refuse to "
                  + "start (refuse), start every stream anew (afresh), or let the new model first "
                  + "read the records kept by simba.state.warm-up-records (warm-up).");

  public static final ConfigOption<Integer> STATE_WARM_UP_RECORDS =
      key("simba.state.warm-up-records")
          .intType()
          .defaultValue(DEFAULT.otherModel().warmUpRecords())
          .withDescription(
              "The number of a stream's last records whose text is kept (at most 64 KB "
                  + "together) for another model to read first; 0 keeps none. Set it before the "
                  + "savepoint from which the other model starts.");

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
          .withDescription("Whether the job writes scored records.");

  public static final ConfigOption<String> OUTPUT_SCORED_TOPIC =
      key("simba.output.scored.topic")
          .stringType()
          .defaultValue("simba-scored")
          .withDescription("The topic for scored records.");

  public static final ConfigOption<ScoredFormat> OUTPUT_SCORED_FORMAT =
      key("simba.output.scored.format")
          .enumType(ScoredFormat.class)
          .defaultValue(ScoredFormat.JSON)
          .withDescription(
              "How scored records are written: json, an object of their own fields "
                  + "(docs/schemas), or otlp-json, OpenTelemetry's logs in JSON, for log stores "
                  + "(docs/presets.md).");

  public static final ConfigOption<Boolean> OUTPUT_WORK_ENABLED =
      key("simba.output.work.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether the job writes work counts.");

  public static final ConfigOption<String> OUTPUT_WORK_TOPIC =
      key("simba.output.work.topic")
          .stringType()
          .defaultValue("simba-work")
          .withDescription("The topic for work counts.");

  public static final ConfigOption<Boolean> OUTPUT_PATTERNS_ENABLED =
      key("simba.output.patterns.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the job writes, for each window, how often each pattern came, against what"
                  + " is usual on the stream.");

  public static final ConfigOption<String> OUTPUT_PATTERNS_TOPIC =
      key("simba.output.patterns.topic")
          .stringType()
          .defaultValue("simba-patterns")
          .withDescription("The topic for the patterns of windows.");

  public static final ConfigOption<Integer> OUTPUT_PATTERNS_MAX =
      key("simba.output.patterns.max")
          .intType()
          .defaultValue(256)
          .withDescription(
              "The greatest number of patterns that are counted per window of a stream, the first"
                  + " ones; records of further ones are counted together. The state remembers twice"
                  + " as many per stream.");

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
              "The compacted topic in which simba replay records which dead letters it has "
                  + "replayed; simba replay creates it if it does not exist. Default: the name in "
                  + "simba.output.dead-letters.topic followed by -replayed.");

  public static final ConfigOption<String> OUTPUT_TRANSACTIONAL_ID_PREFIX =
      key("simba.output.transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The prefix of the job's transactional ids, which no other job on the same Kafka "
                  + "cluster may use; default: simba.name.");

  public static final ConfigOption<Duration> OUTPUT_TRANSACTION_TIMEOUT =
      key("simba.output.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "The time after which Kafka aborts an open transaction. It must exceed the "
                  + "checkpoint interval plus the longest outage, and must not exceed the "
                  + "broker's transaction.max.timeout.ms.");

  // Alerts

  public static final ConfigOption<Boolean> ALERTS_ENABLED =
      key("simba.alerts.enabled")
          .booleanType()
          .defaultValue(DEFAULT.alerts().enabled())
          .withDescription(
              "Whether the job writes alerts: records with high scores that follow each other, "
                  + "and silences, told when they begin, go on and are over (docs/alerts.md).");

  public static final ConfigOption<String> ALERTS_TOPIC =
      key("simba.alerts.topic")
          .stringType()
          .defaultValue("simba-alerts")
          .withDescription(
              "The topic for alerts; it must be compacted. Its keys are kind and stream, as in "
                  + "value/web, so that it keeps the last alert of each kind of each stream.");

  public static final ConfigOption<Double> ALERTS_THRESHOLD =
      key("simba.alerts.threshold")
          .doubleType()
          .defaultValue(DEFAULT.alerts().threshold())
          .withDescription(
              "The score from which a record opens an alert, more than 0; from half of it on a "
                  + "record joins the open alert of its kind.");

  public static final ConfigOption<Duration> ALERTS_QUIET_TIME =
      key("simba.alerts.quiet-time")
          .durationType()
          .defaultValue(DEFAULT.alerts().quietTime())
          .withDescription(
              "The event time without a further record after which an alert closes, at the end of "
                  + "a window. An alert of a silence closes when the stream is heard again.");

  public static final ConfigOption<Duration> ALERTS_UPDATE_INTERVAL =
      key("simba.alerts.update-interval")
          .durationType()
          .defaultValue(DEFAULT.alerts().updateInterval())
          .withDescription(
              "The event time that passes at least before an open alert with further records is "
                  + "told again, at the end of a window.");

  public static final ConfigOption<Integer> ALERTS_MAX_PER_HOUR =
      key("simba.alerts.max-per-hour")
          .intType()
          .defaultValue(DEFAULT.alerts().maxPerHour())
          .withDescription(
              "The greatest number of alerts of one stream that open in an hour of event time; "
                  + "the next one that opens says how many others were suppressed.");

  public static final ConfigOption<Integer> ALERTS_LINES =
      key("simba.alerts.lines")
          .intType()
          .defaultValue(DEFAULT.alerts().lines())
          .withDescription(
              "The greatest number of records that an alert shows, those with the highest "
                  + "scores; at most 100.");

  public static final ConfigOption<Boolean> CONTROL_ENABLED =
      key("simba.control.enabled")
          .booleanType()
          .defaultValue(DEFAULT.teaching())
          .withDescription(
              "Whether people teach the job: which patterns are muted, always told, or weigh more "
                  + "or less, from a topic (docs/teaching.md).");

  public static final ConfigOption<String> CONTROL_TOPIC =
      key("simba.control.topic")
          .stringType()
          .defaultValue("simba-control")
          .withDescription(
              "The topic from which the job learns what people teach, written by simba teach; it "
                  + "must be compacted. It is read from its beginning at the first start.");

  private SimbaOptions() {}
}
