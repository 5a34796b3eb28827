package org.simbastream.operators.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A phrase is what a line says, and not where, when and about which instance. */
class PhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INFO dfs.Node: Received block blk_7 of size 67 from /10.1.2.3 | 1 | Received block",
        "INFO dfs.Node: PacketResponder 2 for block blk_7 terminating | 1 | PacketResponder terminating",
        "double-hummer alignment exceptions | 0 | double-hummer alignment exceptions",
        "generated 12 core files for program /bin/x | 0 | generated core files for program",
        "ERROR Can't find the broker's topic 'orders' | 1 | Can't find the broker's topic",
        "INFO | 1 | INFO",
        "17 0x3 /a/b | 0 | ''",
        "a b c d e f g h i j k l | 0 | b c d e f g h i"
      })
  void aPhraseIsWhatALineSays(String line, int kindWords, String phrase) {
    assertThat(Phrase.of(line, kindWords)).isEqualTo(phrase);
  }
}
