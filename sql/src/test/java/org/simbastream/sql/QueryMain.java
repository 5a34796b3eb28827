package org.simbastream.sql;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A query in a JVM that has the functions from their jar, and nothing else of ours but this. */
final class QueryMain {

  private QueryMain() {}

  public static void main(String[] args) throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.executeSql("CREATE FUNCTION simba_summarize AS 'org.simbastream.sql.SimbaSummarize'");
    tables.executeSql(
        """
        CREATE TABLE logs (
          message STRING,
          number BIGINT,
          service AS 'only',
          ts AS TO_TIMESTAMP_LTZ((number + 60) * 1000, 3),
          WATERMARK FOR ts AS ts
        ) WITH (
          'connector' = 'datagen',
          'fields.number.kind' = 'sequence',
          'fields.number.start' = '0',
          'fields.number.end' = '59',
          'fields.message.length' = '30'
        )
        """);
    String query =
        """
        SELECT records, error, model FROM simba_summarize(
          input => TABLE logs PARTITION BY service,
          text => DESCRIPTOR(message), event_time => DESCRIPTOR(ts))
        """;
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      rows.forEachRemaining(System.out::println);
    }
  }
}
