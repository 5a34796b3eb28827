package org.simbastream.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a terminal makes of a text is what is read. */
class TerminalCodesTest {

  private static final String ESCAPE = Character.toString(27);

  @Test
  void coloursAreNotSeen() {
    assertThat(TerminalCodes.seen(ESCAPE + "[1m" + ESCAPE + "[31mERROR" + ESCAPE + "[0m lost"))
        .isEqualTo("ERROR lost");
    assertThat(TerminalCodes.seen("\\u001b[31mERROR\\u001b[39m lost\\n"))
        .isEqualTo("ERROR lost\\n");
    assertThat(TerminalCodes.seen("\\x1b[31mERROR\\033[0m")).isEqualTo("ERROR");
  }

  @Test
  void otherTextStaysAsItIs() {
    for (String text : new String[] {"", "plain", "C:\\users\\u", "a\tb", ESCAPE}) {
      assertThat(TerminalCodes.seen(text)).isEqualTo(text);
    }
    assertThat(TerminalCodes.seen("cut " + ESCAPE + "[3")).isEqualTo("cut ");
  }

  @Test
  void whatACarriageReturnOverwritesIsNotSeen() {
    assertThat(TerminalCodes.seen("10%\r20%\rdownload failed")).isEqualTo("download failed");
    assertThat(TerminalCodes.seen("a windows line\r")).isEqualTo("a windows line\r");
    assertThat(TerminalCodes.seen("two\r\nlines")).isEqualTo("two\r\nlines");
    assertThat(TerminalCodes.seen("\r")).isEqualTo("\r");
  }
}
