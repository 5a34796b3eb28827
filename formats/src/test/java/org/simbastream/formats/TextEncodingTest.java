package org.simbastream.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.simbastream.formats.TextEncoding.Malformed;

class TextEncodingTest {

  private static final byte[][] MALFORMED = {
    {(byte) 0xC3}, // cut short
    {(byte) 0xC0, (byte) 0x80}, // overlong
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // a surrogate
    {'a', (byte) 0xFF, 'b'}
  };

  private static final String LINE = "2026-11-28 ERROR grüß 😀 Datenträger voll";

  @Test
  void bytesThatAreNoCharactersAreReplacedOrRefused() throws Exception {
    TextEncoding strict = new TextEncoding("UTF-8", Malformed.REJECT);
    assertThat(strict.decode(LINE.getBytes(UTF_8))).isEqualTo(LINE);
    for (byte[] malformed : MALFORMED) {
      assertThatThrownBy(() -> strict.decode(malformed))
          .isInstanceOf(CharacterCodingException.class);
      assertThat(TextEncoding.DEFAULT.decode(malformed)).contains("\uFFFD");
    }
    assertThat(TextEncoding.DEFAULT.decode(MALFORMED[3])).isEqualTo("a\uFFFDb");
  }

  @Test
  void utf16IsRecognisedWithAndWithoutItsMark() throws Exception {
    for (Charset charset : new Charset[] {UTF_16, UTF_16BE, UTF_16LE}) {
      assertThat(TextEncoding.DEFAULT.decode(LINE.getBytes(charset))).isEqualTo(LINE);
    }
    assertThat(TextEncoding.DEFAULT.decode(("\uFEFF" + LINE).getBytes(UTF_16LE))).isEqualTo(LINE);
    assertThat(TextEncoding.DEFAULT.decode(("\uFEFF" + LINE).getBytes(UTF_8))).isEqualTo(LINE);
  }

  @Test
  void zerosAloneDoNotMakeUtf16() throws Exception {
    for (String text :
        new String[] {"", "\0", "\0\0\0\0\0\0\0\0", "a\0b and so on", "\0a\0bcdefgh"}) {
      assertThat(TextEncoding.DEFAULT.decode(text.getBytes(UTF_8))).isEqualTo(text);
    }
  }

  @Test
  void anotherCharsetIsReadAsSuch() throws Exception {
    TextEncoding latin = new TextEncoding("ISO-8859-1", Malformed.REPLACE);
    assertThat(latin.decode("Datenträger".getBytes(ISO_8859_1))).isEqualTo("Datenträger");
    byte[] chinese = "磁盘空间不足".getBytes(Charset.forName("GB18030"));
    assertThat(new TextEncoding("GB18030", Malformed.REJECT).decode(chinese)).isEqualTo("磁盘空间不足");
  }

  @Test
  void anUnknownCharsetIsNamed() {
    assertThatThrownBy(() -> new TextEncoding("UTF-9", Malformed.REPLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("simba.record.charset is 'UTF-9'");
    assertThat(TextEncoding.isKnown("no charset")).isFalse();
  }
}
