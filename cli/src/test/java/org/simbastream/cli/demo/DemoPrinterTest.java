package org.simbastream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DemoPrinterTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final DemoPrinter printer =
      new DemoPrinter(new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8));

  @Test
  void aWindowShowsItsMostTellingLinesWithTheirCounts() throws IOException {
    printer.summary(summary(5.25, 2, 4.5, 1, 3, 1, 2.5, 1));

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "web  00:00:00-00:01:00  1,234 records, 5,678 tokens, work 0.55",
            "    5.3     ×2  line 0",
            "    4.5         line 1",
            "    3.0         line 2");
  }

  @Test
  void linesLikeAnyOtherAreNotListed() throws IOException {
    printer.summary(summary(2.5, 1, 0.5, 80));
    printer.summary(summary(0.5, 80));
    printer.summary(summary());

    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .endsWith(
            "web  00:00:00-00:01:00  1,234 records, 5,678 tokens, work 0.55;"
                + " nothing out of the ordinary",
            "web  00:00:00-00:01:00  1,234 records, 5,678 tokens, work 0.55;"
                + " nothing out of the ordinary");
  }

  /** A window with lines of these scores and counts. */
  private static JsonNode summary(double... scoresAndCounts) throws IOException {
    StringBuilder highlights = new StringBuilder();
    for (int i = 0; i < scoresAndCounts.length; i += 2) {
      highlights.append(
          "%s{'text': 'line %d', 'score': %s, 'count': %d}"
              .formatted(
                  i == 0 ? "" : ", ", i / 2, scoresAndCounts[i], (long) scoresAndCounts[i + 1]));
    }
    String json =
        "{'key': 'web', 'windowStart': 0, 'windowEnd': 60000, 'records': 1234, 'tokens': 5678,"
            + (" 'workRatio': 0.55, 'highlights': [" + highlights + "]}");
    return new ObjectMapper().readTree(json.replace('\'', '"'));
  }
}
