package org.simbastream.scoring.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A phrase is what a line says, and not where, when and about which instance. */
class PhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fetched page 7 of size 67 from /10.1.2.3 | Fetched page",
        "Courier 2 for parcel P-7731 waiting | Courier waiting",
        "high-water mark exceeded | high-water mark exceeded",
        "wrote 12 dump files for program /bin/x | wrote dump files for program",
        "pump 7 has reported a broken valve on line 3 | pump has reported a broken valve on line",
        "17 0x3 /a/b | ''",
        "one two three four five six seven eight nine ten | one two three four five six seven"
            + " eight",
        "one two three four five six seven to nine ten | one two three four five six seven"
      })
  void valuesAndWhatIntroducesThemAreLeftOut(String line, String phrase) {
    assertThat(phrase(line)).isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cannot open ledger /x/y: no such file, giving up | Cannot open ledger",
        "2 calls answered. 0 late answers. 5 ms spent on answers | calls answered late answers",
        "Can't find the broker's topic 'orders' | Can't find the broker's topic",
        "chmod(/home/ann) failed: not owner | chmod failed not owner",
        "Got a timeout while asking 10.0.0.7 for its lease | Got a timeout",
        "Waiting while the lock is held | Waiting while the lock is held",
        "NFS mount failed, slept 15 seconds, retrying | NFS mount failed"
      })
  void aPhraseEndsWithTheClauseWithWhichItHasSaidEnough(String line, String phrase) {
    assertThat(phrase(line)).isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "total of 2 memory error(s) detected | total memory error detected",
        "VM started (lifecycle event) | VM started",
        "[instance: 7c1f] disk [sda] detached from host | disk detached from host",
        "login refused; logname= uid=0 euid=0 tty=ssh | login refused",
        "cache parity error............0 | cache parity error",
        "(all of it) | all of it"
      })
  void asidesAndPairsAreLeftOut(String line, String phrase) {
    assertThat(phrase(line)).isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-28 10:00:00,123 INFO [main] a.b.Store: Received page 7 | Received page",
        "valve state 1084635601 1 open | valve state open",
        "valve state 1084635601 1 not responding | valve state not responding",
        "Nov 28 10:00:00 host sshd[17]: Connection from 10.0.0.7 | host sshd Connection",
        "INFO | ''",
        "example.com is down | example.com is down",
        "INFO example.com : /tmp/x 17 | example.com",
        "INFO a.b.Store: done a.b.Page | done"
      })
  void whatNamesTheSourceIsLeftOutUnlessTheMessageIsOneWord(String line, String phrase) {
    assertThat(phrase(line)).isEqualTo(phrase);
  }

  @Test
  void aPhraseIsOfTheTextAsATerminalShowsIt() {
    assertThat(phrase("old\r\u001b[32mINFO\u001b[0m disk \u001b[1mfull\u001b[0m"))
        .isEqualTo("disk full");
  }

  @Test
  void ofManyLinesTheFirstThatSaysSomethingIsTold() {
    assertThat(phrase("ERROR disk full\n  while writing page 7\n  of the ledger"))
        .isEqualTo("disk full");
    assertThat(phrase("failed (of 3\nthe disk is full")).isEqualTo("failed disk is full");
    assertThat(phrase("INFO settings:\n{\n \"size\" : 7\n}")).isEqualTo("settings size");
  }

  @Test
  void ofATraceTheEventIsTold() {
    assertThat(phrase("ERROR job failed\njava.io.IOException: no\n\tat a.B.c(B.java:1)"))
        .isEqualTo("job failed");
    assertThat(
            phrase(
                "Traceback (most recent call last):\n  File \"/a.py\", line 3, in go\n    go()\n"
                    + "ValueError: bad input given"))
        .isEqualTo("bad input given");
  }

  private static String phrase(String line) {
    return Phrase.of(line, GistRules.USUAL);
  }
}
