package org.simbastream.job.lines;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class Utf8InputTest {

  @Test
  void utf16IsReadAsUtf8WhereverItsCharactersAreCut() throws IOException {
    for (int before = 0; before < 4; before++) {
      String text = "x".repeat(before) + "line of Grün 😀😀😀, size 12\n".repeat(2_000) + "last";
      for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE}) {
        assertThat(read(("\uFEFF" + text).getBytes(charset))).isEqualTo(text);
      }
    }
    String ascii = "a line of ASCII\n".repeat(1_000);
    assertThat(read(ascii.getBytes(UTF_16BE))).isEqualTo(ascii);
    assertThat(read(ascii.getBytes(UTF_16LE))).isEqualTo(ascii);
  }

  @Test
  void otherInputIsLeftAsItIs() throws IOException {
    BufferedInputStream in = buffered("one\ntwo\n".getBytes(UTF_8));
    assertThat(Utf8Input.of(in)).isSameAs(in);
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read("one\ntwo\n".getBytes(UTF_8))).isEqualTo("one\ntwo\n");
  }

  @Test
  void bytesComeOneByOneToo() throws IOException {
    InputStream in = Utf8Input.of(buffered("\uFEFFä\n".getBytes(UTF_16LE)));
    assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read()})
        .containsExactly(0xc3, 0xa4, '\n', -1, -1);
  }

  @Test
  void halfACharacterAtTheEndIsNoneAndNothingHangs() throws IOException {
    assertThat(read("\uFEFFa\uD83D".getBytes(UTF_16LE))).startsWith("a");
    assertThat(read(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'})).isNotNull();
  }

  private static String read(byte[] bytes) throws IOException {
    try (InputStream in = Utf8Input.of(buffered(bytes))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static BufferedInputStream buffered(byte[] bytes) {
    return new BufferedInputStream(new ByteArrayInputStream(bytes));
  }
}
