package org.simbastream.scoring.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What prose is about: words that come often, early and in few of its lines. */
class TopicWordsTest {

  @Test
  void whatComesOftenAndEarlyIsToldFirst() {
    TopicWords words = TopicWords.NONE;
    List<String> lines =
        List.of(
            "The barrier flows with the records, and a barrier never overtakes them.",
            "An operator that the last one reached takes a snapshot of the state.",
            "Where the barriers of one input are late the operator waits for it.",
            "The rest is the storage's business.");
    for (int line = 0; line < lines.size(); line++) {
      words = plus(words, lines.get(line), line + 1);
    }

    assertThat(words.isProse(lines.size())).isTrue();
    assertThat(words.topics()).startsWith("barrier").contains("operator", "snapshot", "storage");
    assertThat(words.topics().indexOf("operator")).isLessThan(words.topics().indexOf("business"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | Der Speicher ist voll und die Anlage wartet. / Das Ventil war nicht zu."
            + " / Mit dem Druck stieg die Last. / Ein Alarm kam von der Pumpe.",
        "true | La pompe est pleine. / Les valves ne sont pas dans la salle."
            + " / Une alarme est venue pour les gardiens. / Elle attend que la nuit tombe.",
        "false | Store started / Loaded settings for region north / Certificate missing"
            + " / Metrics reporter registered / Leader elected / Ready",
        "false | the job 4711 has read 88812 rows / for the row 19283 there was no key 777"
            + " / the rest of 99182 was sent to 10001 / the end was at 12345 with 55555"
      })
  void proseIsOfSentencesAndHasFewFigures(boolean prose, String records) {
    List<String> lines = List.of(records.split(" / "));
    TopicWords words = TopicWords.NONE;
    for (int line = 0; line < lines.size(); line++) {
      words = plus(words, lines.get(line), line + 1);
    }

    assertThat(words.isProse(lines.size())).isEqualTo(prose);
  }

  @Test
  void recordsThatRepeatHaveNoTopicsAndCostNothing() {
    TopicWords words = TopicWords.NONE;
    for (int record = 0; record < 100; record++) {
      words = plus(words, "connection " + record + " lost", 1);
    }

    assertThat(words.isProse(1)).isFalse();
    assertThat(words.uses()).isEmpty();
  }

  @Test
  void wordsAreBounded() {
    TopicWords words = TopicWords.NONE;
    for (int record = 0; record < 1_000; record++) {
      words = plus(words, "word" + record + " other" + record, record + 1);
    }

    assertThat(words.uses()).hasSize(TopicWords.MAX_WORDS);
    assertThat(words.topics()).hasSize(TopicWords.MAX_TOPICS);
  }

  @Test
  void anyCuttingIntoChunksGivesTheSame() {
    List<String> lines = List.of("one two two", "three one", "four", "five two");
    int[] patterns = {1, 2, 3, 4};
    TopicWords apart = TopicWords.NONE;
    for (int line = 0; line < lines.size(); line++) {
      apart = plus(apart, lines.get(line), patterns[line]);
    }

    assertThat(TopicWords.NONE.plus(lines, patterns)).isEqualTo(apart);
  }

  private static TopicWords plus(TopicWords words, String text, int patterns) {
    return words.plus(List.of(text), new int[] {patterns});
  }
}
