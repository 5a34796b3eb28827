package org.simbastream.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.simbastream.formats.mask.Mask;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.OperatorSettingsReader;
import org.simbastream.records.IncomingRecord;

class RowReaderTest {

  private static final long NOW = 1_764_550_000_000L;

  private final RowReader reader =
      new RowReader(
          new FunctionCall(
              OperatorSettingsReader.read(SimbaConfiguration.of(Map.of())),
              40,
              1_000,
              Masks.of(Mask.EMAIL),
              0,
              FunctionCall.ON_TIME_TELLS,
              List.of()),
          () -> NOW);

  @Test
  void textsAreMaskedAlsoInErrors() {
    assertThat(reader.read(Row.of("to ann@shop.example"), NOW).text()).isEqualTo("to <email>");
    assertThat(head(reader.read(Row.of("to ann@shop.example"), NOW + 2_000)))
        .isEqualTo("to <email>");
    assertThat(head(reader.read(Row.of("to ann@shop.example"), -1L))).isEqualTo("to <email>");
    assertThat(head(reader.read(Row.of("to ann@shop.example " + "x".repeat(40)), NOW)))
        .startsWith("to <email> x");
  }

  private static String head(IncomingRecord rejected) {
    return new String(rejected.rejection().head(), UTF_8);
  }
}
