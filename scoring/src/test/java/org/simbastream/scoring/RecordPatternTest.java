package org.simbastream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a record's text names the kind of event, and what an instance. */
class RecordPatternTest {

  @ParameterizedTest
  @CsvSource({
    "oauth2, oauth#",
    "ORA-00600, ora-#",
    "I/O, i/o",
    "read/write, read/write",
    "/srv/data/part-7, /srv/",
    "/tmp, /tmp",
    "app/models/user.rb, app/",
    "//shop.example/basket/7, //shop.example/",
    "user15@shop.example, @shop.example",
    "67ms, #ms",
    "tx152088, tx#",
    "blk_-1608999687919862906, blk_-#",
    "us-east-1, us-east-#",
    "IllegalStateException, illegalstateexception",
    "NoSuchKey, nosuchkey",
    "OutOfDisk, outofdisk",
    "1.5s, #s",
    "v1.22.3, v#",
    "-9, -#"
  })
  void digitsOfAWordAreMasked(String word, String kind) {
    assertThat(RecordPattern.of(word).words()).containsExactly(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "137",
    "10.1.3.229",
    "2026-11-28",
    "0x1f",
    "7d9f8b6c5",
    "6e564459-ccfa-efbb-07e8-70e0d25db71c",
    "QDe5DdMS",
    "vpFRgYGVSxOPcICwiLPsTnWX",
    "R02-M1-N0-C",
    "28-Nov-2026",
    "59PM",
    "2026-11-28T10:00:00Z",
    "web-7d9f8b6c5-x2x4z"
  })
  void whatNamesAnInstanceIsAValue(String word) {
    assertThat(RecordPattern.of(word).words()).containsExactly(RecordPattern.VALUE);
  }

  @Test
  void valuesSideBySideAreOne() {
    assertThat(RecordPattern.of("took 3 4 5 steps").words())
        .containsExactly("took", RecordPattern.VALUE, "steps");
  }

  @ParameterizedTest
  @CsvSource({
    "'[Sun Dec 04 04:51:09 2005] day of the sun', '[Mon Jan 05 04:51:09 2006] day of the sun'",
    "'Nov 28, 2026 11:59:30 AM shop closed', 'Nov 28, 2026 12:00:38 PM shop closed'",
    "'2026-10-25 02:59:59 CEST shop closed', '2026-10-25 02:00:00 CET shop closed'",
    "'shop | Mon Nov 30 23:39:10 closed', 'shop | Tue Dec 01 00:15:00 closed'"
  })
  void wordsOfTheClockAreValues(String before, String after) {
    assertThat(RecordPattern.of(before)).isEqualTo(RecordPattern.of(after));
  }

  @ParameterizedTest
  @CsvSource({
    "'from FF:EA:9F:15:1F up'",
    "'from 00:0d:60:ea:bc:fe up'",
    "'from fe80::a:bad:cafe up'"
  })
  void addressesAreValues(String text) {
    assertThat(RecordPattern.of(text).words()).containsExactly("from", "<*>", "up");
  }

  @Test
  void wordsOfTheClockElsewhereAreWords() {
    assertThat(RecordPattern.of("day of the sun").words()).contains("sun");
    assertThat(RecordPattern.of("you may go").words()).contains("may");
    assertThat(RecordPattern.of("I am here").words()).contains("am");
  }

  @Test
  void digitsSeparateWordsOfAScriptWithoutSpaces() {
    assertThat(RecordPattern.of("订单150支付成功，耗时35毫秒").words())
        .containsExactly("订单", "<*>", "支付成功", "耗时", "<*>", "毫秒");
    assertThat(RecordPattern.of("注文867を受付けました").words()).containsExactly("注文", "<*>", "を受付けました");
  }

  @ParameterizedTest
  @CsvSource({"'\u001b[31mERROR\u001b[0m lost'", "'\\u001b[31mERROR\\u001b[39m lost'"})
  void coloursAreNoWords(String text) {
    assertThat(RecordPattern.of(text)).isEqualTo(RecordPattern.of("ERROR lost"));
  }

  @Test
  void aRecordOfManyLinesIsNamedByItsHeadAndItsExceptions() {
    String head = "ERROR checkout failed";
    String cause = "Caused by: java.net.ConnectException: refused";
    String frames = "\n\tat shop.Price.load(Price.java:17)\n\tat shop.Cart.add(Cart.java:3)\n";

    assertThat(RecordPattern.of(head + frames + cause + "\n\t... 12 more"))
        .isEqualTo(RecordPattern.of(head + "\n" + cause));
    assertThat(RecordPattern.of((head + frames + cause).replace("\n", "\r\n")))
        .isEqualTo(RecordPattern.of(head + "\n" + cause));
    assertThat(
            RecordPattern.of(
                "Traceback (most recent call last):\n"
                    + "  File \"a.py\", line 3, in f\n"
                    + "    g()\n"
                    + "KeyError: x"))
        .isEqualTo(RecordPattern.of("KeyError: x"));
    assertThat(RecordPattern.of("{\n  \"level\": \"info\"\n}").words()).contains("info");
  }
}
