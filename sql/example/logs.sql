-- The functions. Their jar lies in Flink's lib.
CREATE TEMPORARY SYSTEM FUNCTION simba_summarize AS 'org.simbastream.sql.SimbaSummarize';
CREATE TEMPORARY SYSTEM FUNCTION simba_score AS 'org.simbastream.sql.SimbaScore';

SET 'execution.checkpointing.interval' = '10 s';

-- Logs as JSON: {"service": "web", "message": "…", "time": 1700000000000}. Read as plain text, so that a line that is no
-- JSON neither stops the query nor vanishes: its message is null. Kafka's time takes the place of a time that is missing,
-- of 1970, or a day ahead of Kafka's or of the clock. Such a line has no watermark: one of them among yesterday's lines
-- would make all that follow late.
CREATE TABLE logs (
  line STRING,
  `topic` STRING NOT NULL METADATA VIRTUAL,
  `partition` INT NOT NULL METADATA VIRTUAL,
  `offset` BIGINT NOT NULL METADATA VIRTUAL,
  `timestamp` TIMESTAMP_LTZ(3) NOT NULL METADATA VIRTUAL,
  service AS COALESCE(JSON_VALUE(line, '$.service'), `topic` || '-' || CAST(`partition` AS STRING)),
  message AS JSON_VALUE(line, '$.message'),
  ts AS CASE
    WHEN TRY_CAST(JSON_VALUE(line, '$.time') AS BIGINT) > 0
      AND TO_TIMESTAMP_LTZ(TRY_CAST(JSON_VALUE(line, '$.time') AS BIGINT), 3) <= `timestamp` + INTERVAL '1' DAY
      AND TO_TIMESTAMP_LTZ(TRY_CAST(JSON_VALUE(line, '$.time') AS BIGINT), 3) <= CURRENT_TIMESTAMP + INTERVAL '1' DAY
    THEN TO_TIMESTAMP_LTZ(TRY_CAST(JSON_VALUE(line, '$.time') AS BIGINT), 3)
    ELSE `timestamp`
  END,
  WATERMARK FOR ts AS CASE
    WHEN TO_TIMESTAMP_LTZ(TRY_CAST(JSON_VALUE(line, '$.time') AS BIGINT), 3) = ts THEN ts - INTERVAL '5' SECOND
  END
) WITH (
  'connector' = 'kafka',
  'topic' = 'app-logs',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.group.id' = 'simba-sql',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '10 s',
  'format' = 'raw'
);

-- One row per service and minute, and one per record that could not be read.
CREATE TEMPORARY VIEW minutes AS
SELECT * FROM simba_summarize(
  input => TABLE logs PARTITION BY service,
  text => DESCRIPTOR(message),
  options => 'simba.window.size=1 min; simba.window.highlights=5',
  `position` => DESCRIPTOR(`topic`, `partition`, `offset`),
  event_time => DESCRIPTOR(ts),
  uid => 'simba_minutes');

CREATE TABLE summaries (
  service STRING,
  window_start TIMESTAMP_LTZ(3),
  window_end TIMESTAMP_LTZ(3),
  records BIGINT,
  tokens BIGINT,
  work_ratio DOUBLE,
  keep_last DOUBLE,
  model STRING,
  gist ARRAY<STRING>,
  highlights ARRAY<ROW<
    text STRING, score DOUBLE,
    why ARRAY<ROW<kind STRING, from_char INT, to_char INT, nats DOUBLE, expected STRING>>,
    `count` BIGINT, event_time TIMESTAMP_LTZ(3),
    source_topic STRING, source_partition INT, source_offset BIGINT>>,
  new_patterns ARRAY<STRING>,
  silence ROW<since TIMESTAMP_LTZ(3), windows BIGINT, score DOUBLE>
) WITH (
  'connector' = 'kafka',
  'topic' = 'sql-summaries',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.transaction.timeout.ms' = '600000',
  'sink.delivery-guarantee' = 'exactly-once',
  'sink.transactional-id-prefix' = 'sql-summaries',
  'format' = 'json'
);

CREATE TABLE bad_records (
  service STRING,
  error STRING,
  text STRING,
  `partition` INT,
  `offset` BIGINT
) WITH (
  'connector' = 'kafka',
  'topic' = 'sql-bad-records',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.transaction.timeout.ms' = '600000',
  'sink.delivery-guarantee' = 'exactly-once',
  'sink.transactional-id-prefix' = 'sql-bad-records',
  'format' = 'json'
);

-- The view is read once, since both name it by the same uid.
EXECUTE STATEMENT SET BEGIN
INSERT INTO summaries
SELECT service, window_start, window_end, records, tokens, work_ratio, keep_last, model, gist, highlights, new_patterns, silence
FROM minutes WHERE error IS NULL;
INSERT INTO bad_records
SELECT service, error, highlights[1].text, highlights[1].source_partition, highlights[1].source_offset
FROM minutes WHERE error IS NOT NULL;
END;
