package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions in a local cluster, beside the job's operators on the same lines. */
class SqlFunctionsIT {

  private static final Map<String, String> OPTIONS =
      Map.of("simba.window.size", "1 min", "simba.chunk.tokens", "128");

  private static final String ARGUMENTS =
      """
      input => TABLE logs PARTITION BY service,
      text => DESCRIPTOR(message),
      options => 'simba.window.size=1 min; simba.chunk.tokens=128',
      `position` => DESCRIPTOR(topic, part, off),
      on_time => DESCRIPTOR(ts)
      """;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void summariesAreThoseOfTheJob(String backend) throws Exception {
    List<TestLines.Line> lines = TestLines.of(4, 600, 7);
    StreamTableEnvironment tables =
        SqlRuns.tables(SqlRuns.local(Map.of("state.backend.type", backend)), lines);

    Map<String, List<String>> rows =
        SqlRuns.rows(tables, "SELECT * FROM simba_summarize(" + ARGUMENTS + ")");

    assertThat(rows).hasSize(4).allSatisfy((key, windows) -> assertThat(windows).hasSizeGreaterThan(5));
    assertThat(rows).isEqualTo(SqlRuns.summariesOfTheJob(lines, OPTIONS));
  }
}
