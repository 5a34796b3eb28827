package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

/** Event times of lines in SQL. */
class SimbaTimeTest {

  private static final Instant REFERENCE = Instant.parse("2026-11-28T15:30:00Z");

  private final SimbaTime time = new SimbaTime();

  @Test
  void readsTheTimeOfALine() {
    assertThat(time.eval("Nov 28 10:00:05 web01 app: c", REFERENCE))
        .isEqualTo("2026-11-28T10:00:05Z");
    assertThat(time.eval("{\"time\":1795860005123,\"msg\":\"c\"}", REFERENCE))
        .isEqualTo("2026-11-28T10:00:05.123Z");
    assertThat(time.eval("Nov 28 10:00:05 web01 app: c", REFERENCE, "Europe/Berlin"))
        .isEqualTo("2026-11-28T09:00:05Z");
    assertThat(time.eval("2026-11-28 10:00:05 c", null)).isEqualTo("2026-11-28T10:00:05Z");
    for (int call = 0; call < 2; call++) {
      assertThat(time.eval("2026-11-28 10:00:05 c", REFERENCE, null))
          .isEqualTo("2026-11-28T10:00:05Z");
    }
  }

  @Test
  void aLineWithoutATimeHasNone() {
    assertThat(time.eval(null, REFERENCE)).isNull();
    assertThat(time.eval("restored snapshot taken 2019-03-01 00:00:00", REFERENCE)).isNull();
    assertThat(time.eval("2037-01-01 00:00:00 c", REFERENCE)).isNull(); // far ahead
  }

  @Test
  void aZoneThatIsNoneIsSaid() {
    assertThatThrownBy(() -> time.eval("c", REFERENCE, "Berlin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Berlin'")
        .hasMessageContaining("Europe/Berlin");
  }

  @Test
  void aTableMayUseItForItsWatermark() {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION simba_time AS '" + SimbaTime.class.getName() + "'");
    tables.executeSql(
        """
        CREATE TABLE logs (
          line STRING,
          arrived TIMESTAMP_LTZ(3),
          ts AS COALESCE(simba_time(line, arrived, 'Europe/Berlin'), arrived),
          WATERMARK FOR ts AS CASE
            WHEN simba_time(line, arrived, 'Europe/Berlin') = ts THEN ts - INTERVAL '5' SECOND
          END
        ) WITH ('connector' = 'datagen')
        """);

    assertThat(tables.explainSql("SELECT ts FROM logs")).contains("simba_time");
    assertThat(tables.from("logs").getResolvedSchema().toString())
        .contains("`ts` TIMESTAMP_LTZ(3) *ROWTIME*");
  }
}
