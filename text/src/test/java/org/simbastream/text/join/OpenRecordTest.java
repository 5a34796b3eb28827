package org.simbastream.text.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which lines are one record, and which are not. */
class OpenRecordTest {

  private static final String HEAD = "2026-11-28 10:00:00,000 ERROR app: export failed";
  private static final String NEXT = "2026-11-28 10:00:01,000 INFO app: went on";

  @Test
  void aTraceOfJavaBelongsToTheLineWithATimeBeforeIt() {
    oneRecord(
        HEAD,
        "java.lang.IllegalStateException: no price list",
        "\tat acme.Cart.load(Cart.java:12)",
        "\tSuppressed: java.io.IOException: close failed",
        "\t\tat acme.Cart.close(Cart.java:20)",
        "Caused by: acme.Timeout: slow",
        "\tat acme.Net.read(Net.java:3)",
        "\t... 12 more");
  }

  @Test
  void aLineWithoutATimeDoesNotTakeInTheExceptionBehindIt() {
    assertThat(
            records("export failed", "java.io.IOException: gone", "\tat a.B.c(B.java:1)", "done"))
        .containsExactly(
            "export failed", "java.io.IOException: gone\n\tat a.B.c(B.java:1)", "done");
  }

  @Test
  void tracesOfPythonGoOnToTheLastOfTheirExceptions() {
    oneRecord(
        HEAD,
        "Traceback (most recent call last):",
        "  File \"/srv/app.py\", line 4, in run",
        "    row = cursor.one()",
        "acme.db.empty: no row",
        "",
        "During handling of the above exception, another exception occurred:",
        "",
        "Traceback (most recent call last):",
        "  File \"/srv/job.py\", line 9, in apply",
        "    self.run()",
        "RuntimeError");
  }

  @Test
  void aPanicOfGoIncludesItsGoroutines() {
    oneRecord(
        "panic: runtime error: index out of range [5] with length 3",
        "",
        "goroutine 1 [running]:",
        "main.(*Cart).load(0xc000010000, 0x5)",
        "\t/srv/cart.go:12 +0x1d",
        "created by main.main in goroutine 1",
        "\t/srv/main.go:5 +0x2f",
        "exit status 2");
  }

  @Test
  void anExceptionOfNodeIncludesTheQuotedSourceAndItsFields() {
    oneRecord(
        "/srv/app/server.js:10",
        "    throw new TypeError('no cart');",
        "    ^",
        "",
        "TypeError: no cart",
        "    at load (/srv/app/server.js:10:11)",
        "    at node:internal/main/run_main_module:28:49 {",
        "  code: 'E_CART'",
        "}",
        "",
        "Node.js v18.19.0");
  }

  @Test
  void aTraceOfDotNetIncludesInnerExceptions() {
    oneRecord(
        "Unhandled exception. System.InvalidOperationException: no cart",
        " ---> System.IO.IOException: gone",
        "   at Acme.Cart.Load() in /src/Cart.cs:line 12",
        "   --- End of inner exception stack trace ---",
        "   at Acme.Program.Main() in /src/Program.cs:line 3");
  }

  @Test
  void prettyPrintedJsonEndsWithItsLastBracket() {
    assertThat(
            records(
                "{",
                "  \"at\": \"2026-11-28 10:00:00\",",
                "  \"a\": [\"}\", {",
                "    \"b\": 1",
                "  }]",
                "}",
                "  behind"))
        .hasSize(2)
        .last()
        .isEqualTo("  behind");
    oneRecord(HEAD + ": {", "  \"a\": 1", "}");
  }

  @Test
  void piecesOfTheContainerRuntimeAreOneLine() {
    String at = "2026-11-28T10:00:00.1Z ";
    assertThat(
            records(
                at + "stdout P one ",
                at + "stdout P two ",
                at + "stdout F three",
                at + "stdout P cut",
                at + "stderr F other"))
        .containsExactly(at + "stdout F one two three", at + "stdout P cut", at + "stderr F other");
  }

  @Test
  void linesInTheEnvelopesOfARuntimeAreLookedAtWithin() {
    String at = "2026-11-28T10:00:00.1Z stderr F ";
    assertThat(
            records(
                at + HEAD,
                at + "java.io.IOException: gone",
                at + "\tat a.B.c(B.java:1)",
                at + "gone on",
                at + "  indented"))
        .containsExactly(
            at + HEAD + "\njava.io.IOException: gone\n\tat a.B.c(B.java:1)",
            at + "gone on",
            at + "  indented");
  }

  @Test
  void piecesOfDockerEndWithALineFeed() {
    String end = "\",\"stream\":\"stdout\",\"time\":\"2026-11-28T10:00:00.1Z\"}";
    assertThat(
            records(
                "{\"log\":\"one \\\\n" + end,
                "{\"log\":\"\\\"two\\\"\\n" + end,
                "{\"log\":\"three\\n" + end))
        .containsExactly("{\"log\":\"one \\\\n\\\"two\\\"\\n" + end, "{\"log\":\"three\\n" + end);
  }

  @Test
  void terminalCodesDoNotHideAFrame() {
    oneRecord("\u001b[31m" + HEAD, "\u001b[90m    at load (/srv/a.js:1:2)\u001b[39m");
  }

  @Test
  void streamsOfSingleLinesStayAsTheyAre() {
    eachAlone(HEAD, NEXT, HEAD);
    eachAlone("started", "  99 requests", " 100 requests", "   1 request", "stopped");
    eachAlone("TimeoutError: a", "TimeoutError: b", "Caused by the rain", "at noon: nothing");
    eachAlone(HEAD, "printed without a time", "and more of it", NEXT);
    eachAlone(HEAD, "   2026-11-28 10:00:00 INFO indented but with a time", NEXT);
    eachAlone("{\"a\": 1}", "{\"a\": 2}", "[1, 2]", "{\"a\": {", "{\"a\": {");
    eachAlone("main.go:12: unused", "a.js:12", "b.js:13", "}", ")", "#1 first", "#2 second");
    eachAlone("2026-11-28 10:00:00 ERROR [t1] at a.B.c(B.java:1)", NEXT);
    eachAlone("   1 a", "   2 b", "  at noon", "  30 c");
  }

  @Test
  void aFullRecordGoesOnInTheNextOneAsBefore() {
    OpenRecord full = OpenRecord.begin("Traceback (most recent call last):");
    String frame = "  File \"/srv/app.py\", line 4, in run";
    OpenRecord rest = OpenRecord.rest(frame, full.with(frame, null).orElseThrow());

    assertThat(rest.with("acme.odd: x", null)).isPresent();
    assertThat(OpenRecord.begin(frame).with("acme.odd: x", null)).isEmpty();
  }

  private static void oneRecord(String... lines) {
    assertThat(records(lines)).containsExactly(String.join("\n", lines));
    List<String> followed = new ArrayList<>(List.of(lines));
    followed.add(NEXT);
    assertThat(records(followed.toArray(String[]::new)))
        .containsExactly(String.join("\n", lines), NEXT);
  }

  private static void eachAlone(String... lines) {
    assertThat(records(lines)).containsExactly(lines);
  }

  /** The records of some lines, without bounds. */
  static List<String> records(String... lines) {
    List<String> records = new ArrayList<>();
    OpenRecord open = null;
    String blank = null;
    for (String line : lines) {
      if (open != null && OpenRecord.isBlank(line) && open.passes(line)) {
        blank = line;
        continue;
      }
      Optional<OpenRecord> more = open == null ? Optional.empty() : open.with(line, blank);
      if (more.isEmpty() && open != null) {
        records.add(open.text());
      }
      blank = null;
      open = more.orElseGet(() -> OpenRecord.begin(line));
    }
    records.add(open.text());
    return records;
  }
}
