package org.simbastream.formats.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.RejectedException;
import org.simbastream.formats.TextEncoding;
import org.simbastream.text.time.DateOrder;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.FoundTime;
import org.simbastream.text.time.TimeRules;

/** The values that were recorded for the presets, and what is read in them. */
final class RecordedTopics {

  /** The files of each preset; each line is a value, in Base64 if the name says so. */
  static final List<String> FILES =
      List.of(
          "otlp.protobuf.base64",
          "otlp.json",
          "ecs.json",
          "fluent-bit.json",
          "vector.json",
          "cri.txt",
          "docker.json",
          "syslog.txt",
          "journald.json",
          "gelf.json",
          "gelf.compressed.base64",
          "cef.txt",
          "leef.txt",
          "logfmt.txt",
          "connect.json",
          "debezium.json");

  /** Near the times in the files, for those without a year. */
  private static final long REFERENCE = Instant.parse("2026-11-30T23:00:00Z").toEpochMilli();

  private static final EventTimes TIMES =
      new EventTimes(new TimeRules(ZoneOffset.UTC, DateOrder.NEAREST, Duration.ofDays(1)));

  private RecordedTopics() {}

  static Preset preset(String file) {
    String name = file.substring(0, file.indexOf('.'));
    for (Preset preset : Preset.values()) {
      if (preset.label().equals(name)) {
        return preset;
      }
    }
    throw new IllegalArgumentException(file);
  }

  static List<byte[]> values(String file) {
    List<byte[]> values = new ArrayList<>();
    for (String line : lines(file)) {
      values.add(
          file.endsWith(".base64") ? Base64.getDecoder().decode(line) : line.getBytes(UTF_8));
    }
    return values;
  }

  static List<String> lines(String file) {
    try (InputStream in = RecordedTopics.class.getResourceAsStream("/recorded/" + file)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ObjectNode> read(PresetDecoder decoder, byte[] value) {
    try {
      return decoder.decode(value).stream()
          .map(decoded -> ((Decoded.Fields) decoded).object())
          .toList();
    } catch (RejectedException e) {
      throw new AssertionError(new String(value, UTF_8), e);
    }
  }

  static PresetDecoder decoder(Preset preset) {
    return new PresetDecoder(preset, 1 << 20, TextEncoding.DEFAULT);
  }

  /** Key, time, level and text of a record with bars between; a dash for what there is not. */
  static String summary(ObjectNode record) {
    return String.join(
        " | ",
        word(record, EventFields.KEY),
        time(record),
        word(record, EventFields.LEVEL),
        word(record, EventFields.TEXT).replace("\n", "\\n").replace("\t", "\\t"));
  }

  private static String word(ObjectNode record, String field) {
    JsonNode value = record.get(field);
    return value == null ? "-" : value.asText();
  }

  private static String time(ObjectNode record) {
    JsonNode written = record.get(EventFields.TIME);
    if (written == null) {
      return "-";
    }
    Optional<FoundTime> found =
        written.isNumber()
            ? TIMES.ofNumber(written.decimalValue())
            : TIMES.ofText(written.textValue(), REFERENCE);
    return found.map(time -> Instant.ofEpochMilli(time.millis()).toString()).orElse("unreadable");
  }
}
