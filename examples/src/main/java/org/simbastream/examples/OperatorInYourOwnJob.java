package org.simbastream.examples;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.operators.SimbaStreams;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.IncomingRecord;

/** A job of your own that reads lines such as {@code 2026-01-31T12:00:00Z checkout disk full}. */
public final class OperatorInYourOwnJob {

  private OperatorInYourOwnJob() {}

  /**
   * Runs the example.
   *
   * @param args a file of lines: time, service and text, with a space between
   * @throws Exception if the job fails
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    var lines = FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(args[0]));
    DataStream<IncomingRecord> records =
        env.fromSource(lines.build(), WatermarkStrategy.noWatermarks(), "lines")
            .map(OperatorInYourOwnJob::record)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<IncomingRecord>forBoundedOutOfOrderness(Duration.ofSeconds(5))
                    .withTimestampAssigner((record, none) -> record.time()));
    SimbaStreams simba = SimbaStreams.read(records, OperatorSettings.DEFAULT);
    simba
        .scored()
        .filter(line -> line.score() >= 4)
        .map(line -> "%.1f %s %s".formatted(line.score(), line.key(), line.text()))
        .print("telling");
    simba.summaries().map(window -> window.key() + ' ' + window.gist()).print("window");
    env.execute("a job of my own");
  }

  private static IncomingRecord record(String line) {
    String[] parts = line.split(" ", 3); // time, service, text
    return IncomingRecord.of(parts[1], Instant.parse(parts[0]).toEpochMilli(), parts[2]);
  }
}
