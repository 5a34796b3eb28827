package org.simbastream.operators.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.simbastream.operators.serialization.PendingLinesSerializer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;

/** Any lines come out whole, in their order and within the bounds. */
class HostileLinesTest {

  private static final JoinSettings SMALL = new JoinSettings(true, 4, 200, Duration.ofSeconds(1));

  @Property(seed = "51", tries = 3000)
  void noLineIsLostAndNoBoundIsExceeded(@ForAll @Size(max = 40) List<@From("line") String> lines) {
    List<IncomingRecord> records = join(lines, SMALL, -1);

    assertThat(records.stream().map(IncomingRecord::text).collect(Collectors.joining("\n")))
        .isEqualTo(String.join("\n", lines));
    assertThat(records).extracting(record -> record.position().offset()).isSorted();
    for (IncomingRecord record : records) {
      String text = record.text();
      if (text.contains("\n")) {
        assertThat(text.lines().count()).isLessThanOrEqualTo(SMALL.maxLines());
        assertThat(text.getBytes(StandardCharsets.UTF_8).length)
            .isLessThanOrEqualTo(SMALL.maxBytes());
      }
      long first = record.position().offset();
      assertThat(record.time()).isEqualTo(first);
      assertThat(text).startsWith(lines.get((int) first));
    }
  }

  @Property(seed = "52", tries = 2000)
  void savedAndRestoredAnywhereTheRecordsAreTheSame(
      @ForAll @Size(max = 20) List<@From("any") String> lines,
      @ForAll @IntRange(max = 20) int cut) {
    assertThat(join(lines, SMALL, cut)).isEqualTo(join(lines, SMALL, -1));
  }

  @Property(seed = "53", tries = 200)
  void switchedOffNothingIsJoined(@ForAll @Size(max = 20) List<@From("any") String> lines) {
    assertThat(join(lines, JoinSettings.OFF, -1)).extracting(IncomingRecord::text).isEqualTo(lines);
  }

  /** Lines without an envelope, in which traces and JSON are frequent. */
  @Provide
  Arbitrary<String> line() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "2026-11-28 10:00:00 ERROR failed",
            "2026-11-28 10:00:00 INFO {",
            "java.io.IOException: gone",
            "\tat a.B.c(B.java:1)",
            "Caused by: x",
            "Traceback (most recent call last):",
            "  File \"a.py\", line 1, in b",
            "    code()",
            "ValueError: ü\uD83D\uDE00",
            "During handling of the above exception, another exception occurred:",
            "panic: x",
            "goroutine 1 [running]:",
            "main.main()",
            "/srv/a.js:1",
            "  ^",
            "Node.js v1",
            "{",
            "  \"a\": [",
            "}",
            "",
            "  ",
            "ordinary"),
        Arbitraries.strings().excludeChars('\n', '\r').ofMaxLength(60));
  }

  /** The same, and lines and pieces in envelopes. */
  @Provide
  Arbitrary<String> any() {
    return Arbitraries.oneOf(
        line(),
        line().map(line -> "2026-11-28T10:00:00.1Z stdout F " + line),
        line().map(line -> "2026-11-28T10:00:00.1Z stderr P " + line),
        Arbitraries.of("x", "\\\\", "\\n", "\\", "\"")
            .map(log -> "{\"log\":\"" + log + "\",\"stream\":\"stdout\",\"time\":\"\"}"));
  }

  /** Joins lines; before that of a number, what waits goes through its serializer. */
  private static List<IncomingRecord> join(List<String> lines, JoinSettings settings, int cut) {
    RecordJoiner joiner = new RecordJoiner(settings);
    List<IncomingRecord> out = new ArrayList<>();
    PendingLines pending = null;
    for (int i = 0; i < lines.size(); i++) {
      pending = i == cut && pending != null ? restored(pending) : pending;
      Position position = new Position("logs", 0, i);
      pending =
          joiner.take(pending, new IncomingRecord("k", position, i, lines.get(i), null), out::add);
    }
    joiner.end(pending, out::add);
    return out;
  }

  private static PendingLines restored(PendingLines pending) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      PendingLinesSerializer.INSTANCE.serialize(pending, out);
      return PendingLinesSerializer.INSTANCE.deserialize(
          new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
