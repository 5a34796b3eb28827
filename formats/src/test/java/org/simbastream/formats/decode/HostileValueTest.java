package org.simbastream.formats.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.RejectedException;
import org.simbastream.formats.TextEncoding;
import org.simbastream.records.RejectionReason;

/** Whatever the bytes are, each preset makes records of them or rejects them. */
class HostileValueTest {

  private static final int MAX_BYTES = 1 << 16;

  @Property(tries = 2_000, seed = "11")
  void arbitraryBytes(@ForAll byte[] value, @ForAll("presets") Preset preset) {
    decode(preset, value);
  }

  @Property(tries = 2_000, seed = "12")
  void arbitraryText(@ForAll String text, @ForAll("presets") Preset preset) {
    decode(preset, text.getBytes(UTF_8));
    decode(preset, ("<13>1 " + text).getBytes(UTF_8));
    decode(preset, ("CEF:0|" + text).getBytes(UTF_8));
    decode(preset, ("LEEF:2.0|a|b|c|d|" + text).getBytes(UTF_8));
  }

  @Property(tries = 6_000, seed = "13")
  void damagedRecords(
      @ForAll("recorded") byte[] value, @ForAll long seed, @ForAll("presets") Preset preset) {
    Random random = new Random(seed);
    byte[] damaged =
        Arrays.copyOf(
            value, random.nextInt(8) == 0 ? random.nextInt(value.length + 1) : value.length);
    for (int i = random.nextInt(6); i > 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    decode(preset, damaged);
    decode(Preset.AUTO, damaged);
  }

  @Example
  void aBombIsTooLargeForGelfAndItsBytesForAuto() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[100 << 20]);
    }
    assertThat(decode(Preset.GELF, bomb.toByteArray())).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(decode(Preset.AUTO, bomb.toByteArray())).isNull();
  }

  @Example
  void nestingIsBounded() {
    String deep = "[".repeat(200_000);
    assertThat(decode(Preset.OTLP, ("{\"resourceLogs\":" + deep).getBytes(UTF_8)))
        .isEqualTo(RejectionReason.MALFORMED_JSON);
    byte[] proto = new byte[40_000];
    Arrays.fill(proto, (byte) 0x0a);
    assertThat(decode(Preset.OTLP, proto)).isEqualTo(RejectionReason.MALFORMED_VALUE);
  }

  /** Lines made for patterns that try many ways: the time must grow with their length only. */
  @Example
  void longLinesAreReadAtOnce() {
    List<String> lines =
        List.of(
            "<13>" + "a".repeat(1 << 20),
            "<13>1 " + "- ".repeat(1 << 19),
            "<13>1 - - - - - " + "[a b=\"".repeat(1 << 17),
            "CEF:0|a|b|c|d|e|f|" + "x=".repeat(1 << 19),
            "CEF:0|a|b|c|d|e|f|" + "x".repeat(1 << 20),
            "CEF: ".repeat(1 << 18),
            "LEEF:1.0|a|b|c|d|" + "=\t".repeat(1 << 19),
            "a=\"".repeat(1 << 18),
            "2026-11-24T10:00:00Z stdout F " + "x".repeat(1 << 20));
    long start = System.nanoTime();
    for (String line : lines) {
      for (Preset preset :
          List.of(Preset.SYSLOG, Preset.CEF, Preset.LEEF, Preset.LOGFMT, Preset.CRI, Preset.AUTO)) {
        decode(preset, line.getBytes(UTF_8));
      }
    }
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  /** The reason of the rejection; null for records. */
  private static RejectionReason decode(Preset preset, byte[] value) {
    PresetDecoder decoder = new PresetDecoder(preset, MAX_BYTES, TextEncoding.DEFAULT);
    try {
      for (Decoded decoded : decoder.decode(value)) {
        if (decoded instanceof Decoded.Rejected rejected) {
          assertThat(rejected.rejection().getMessage()).endsWith(".").hasSizeLessThan(500);
        }
      }
      return null;
    } catch (RejectedException e) {
      assertThat(e.getMessage()).endsWith(".").hasSizeLessThan(500);
      return e.reason();
    }
  }

  @Provide
  Arbitrary<Preset> presets() {
    return Arbitraries.of(
        Stream.of(Preset.values()).filter(preset -> preset != Preset.NONE).toList());
  }

  @Provide
  Arbitrary<byte[]> recorded() {
    return Arbitraries.of(
        RecordedTopics.FILES.stream()
            .flatMap(file -> RecordedTopics.values(file).stream())
            .toList());
  }
}
