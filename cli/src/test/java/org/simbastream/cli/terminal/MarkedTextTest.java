package org.simbastream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What deviates is marked where it stands. */
class MarkedTextTest {

  private static final String RECORD =
      """
      {"text": "GET /a 503 took 9 ms", "why": [
        {"kind": "value", "from": 7, "to": 10, "nats": 6.1, "expected": "200"},
        {"kind": "word", "from": 0, "to": 3, "nats": 2},
        {"kind": "value", "from": 8, "to": 9, "nats": 2},
        {"kind": "end", "from": 20, "to": 20, "nats": 2},
        {"kind": "pause", "nats": 4}]}
      """;

  @Test
  void placesAreBoldInTheirOrderAndOverlappingOnesOnce() throws IOException {
    assertThat(of(RECORD, 100, true))
        .isEqualTo("\u001b[1mGET\u001b[0m /a \u001b[1m503\u001b[0m took 9 ms");
  }

  @Test
  void withoutMarksTheTextIsPlain() throws IOException {
    assertThat(of(RECORD, 100, false)).isEqualTo("GET /a 503 took 9 ms");
  }

  @Test
  void placesBehindTheCutAreLeftOutAndPairsStayWhole() throws IOException {
    assertThat(of(RECORD, 8, true)).isEqualTo("\u001b[1mGET\u001b[0m /a 5…");
    assertThat(of("{\"text\": \"a\\uD83D\\uDE00\"}", 2, true)).isEqualTo("a…");
  }

  @Test
  void controlCharactersOfTheTextDoNotReachTheTerminal() throws IOException {
    assertThat(of("{\"text\": \"a\\u001b[31mb\\tc\\nd\"}", 100, true)).isEqualTo("a [31mb c d");
  }

  private static String of(String json, int width, boolean marks) throws IOException {
    return MarkedText.of(new ObjectMapper().readTree(json), width, marks);
  }
}
