package org.simbastream.model.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimesTest {

  /** The times stand between angle brackets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<2026-11-28 10:03:00.000> INFO request 7 served in 12 ms",
        "<2026-11-28T10:03:00,123+01:00> WARN disk 3",
        "<2026-11-28T10:03:00Z> WARN disk 3",
        "10.0.0.7 - - [<28/Nov/2026:10:03:00 +0000>] \"GET /a/1 HTTP/1.1\" 200 512",
        "<Nov 28 10:03:00> host sshd[4711]: session 9",
        "<Nov  8 10:03:00> host sshd[4711]: session 9",
        "[Sat <Nov 28 10:03:00.123> 2026] [error] client 10.1.22.7",
        "<11-28 10:03:00.811>  1702  2395 D Window: 3",
        "I<1128 10:03:00.000123>  4711 main.cc:42] ready 8",
        "<081109 203615> 148 INFO dfs.DataNode: block blk_38865049064139660",
        "- <1117838570> <2005.06.03> R02-M1-N0 <2005-06-03-15.42.50.675872> RAS KERNEL INFO 12",
        "<20171223-22:15:29:606>|Step_LSC|30002312|on standby",
        "<17/06/09 20:10:40> INFO spark: task 4 of 31",
        "[10.30 <16:49:06>] chrome.exe - 443",
        "rt=<1795860430000> spt=50719 len=17958604300",
        "audit(<1364481363.243>:24287) id=13644813632",
        "elapsed after a long line of words before it: 10:03:00, of 12:00",
        "client 10.1.22.7 version 2.10.04.1 port 443 -12 0x1f"
      })
  void onlyTimesAreFound(String marked) {
    BitSet expected = new BitSet();
    StringBuilder text = new StringBuilder();
    boolean time = false;
    for (char c : marked.toCharArray()) {
      if (c == '<' || c == '>') {
        time = c == '<';
      } else {
        expected.set(text.length(), time);
        text.append(c);
      }
    }
    assertThat(WrittenTimes.in(text.toString())).isEqualTo(expected);
  }
}
