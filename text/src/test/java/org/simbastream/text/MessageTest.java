package org.simbastream.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message is found behind the heads that loggers write; the bar marks where it begins. */
class MessageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^disk full",
        "disk: ^",
        "2026-11-28 10:00:00,123 INFO  [main] com.example.Disk [] - ^disk full",
        "2026-11-28T10:00:00.123Z ^disk full",
        "Nov 28 10:00:00 host kernel: ^disk full",
        "Nov 28 10:00:00 host su(pam_unix)[17]: ^disk full",
        "[Sat Nov 28 10:00:00 2026] [error] ^disk full",
        "<134>1 2026-11-28T10:00:00Z ^disk full",
        "2026-11-28 10:00:00, Info                  CBS    ^disk full",
        "11-28 10:00:00.123  1702  3697 W DiskWatch: ^disk full",
        "2026-11-28 10:00:00.000 CEST [17] LOG:  ^disk full",
        "I1128 10:00:00.123456    17 disk.cc:55] ^disk full",
        "20261128-10:00:00:123|Disk_Watch|30002312|^disk full",
        "RAS KERNEL FATAL ^disk full",
        "INFO dfs.Node$Disk : ^disk full",
        "Nov 28 10:00:00 host prog: [ERROR] ^disk full",
        "watcher : ^disk full",
        "chrome.exe - ^disk full",
        "disk watch 1084635601 1 ^disk full",
        "10.0.0.7:50010:^Disk full",
        "the disk of the job was full at 10:00:00 and is empty now",
        "the job has failed with the state ERROR on one disk"
      })
  void theMessageBeginsBehindTheHead(String marked) {
    int mark = Math.max(0, marked.indexOf('^'));
    String line = marked.replace("^", "");

    assertThat(line.substring(Message.of(line).from())).isEqualTo(line.substring(mark));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time=2026-11-28T10:00:00Z level=info msg=\"disk \\\"a\\\" full\" free=0",
        "{\"level\":\"info\",\"message\":\"disk \\\"a\\\" full\",\"free\":0}",
        "{\"level\": \"info\", \"msg\": \"disk \\\"a\\\" full\"}",
        "{\"log\":\"2026-11-28 10:00:00 INFO disk \\\"a\\\" full\\n\",\"stream\":\"stdout\"}"
      })
  void theMessageIsWhatItsKeyQuotes(String line) {
    Message message = Message.of(line);

    assertThat(line.substring(message.from(), message.to())).isEqualTo("disk \\\"a\\\" full");
  }

  @Test
  void aQuoteThatIsCutEndsWithTheLine() {
    Message message = Message.of("msg=\"disk full\\");

    assertThat(message.from()).isEqualTo(5);
    assertThat(message.to()).isEqualTo(15);
  }

  @Test
  void aLineMayHaveNoMessage() {
    assertThat(Message.of("").from()).isZero();
    assertThat(Message.of("INFO").from()).isEqualTo(4);
  }

  @Test
  void longLinesOfSignsAreReadInTime() {
    for (String part : new String[] {"[", "a.", "a:", "1", "(", "- ", "\\\"", "a ", "a.b "}) {
      String line = part.repeat(100_000 / part.length());

      assertThat(Message.of(line).from()).isBetween(0, line.length());
      assertThat(Message.of("msg=\"" + line).to()).isLessThanOrEqualTo(line.length() + 5);
    }
  }
}
