package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IncidentTest {

  private static final long MINUTE = 60_000;

  @Test
  void whatSeveralStreamsTellWithinAMinuteIsOneIncidentWithTheFirstLineFirst() {
    List<Incident> incidents =
        Incident.of(
            List.of(
                finding("web", "no answer", 8, 2 * MINUTE),
                finding("web", "still none", 6, 2 * MINUTE + 10),
                finding("db", "disk full", 5, MINUTE),
                finding("late", "another story", 7, 3 * MINUTE + 1)));
    assertThat(incidents).hasSize(2);
    Incident first = incidents.get(0);
    assertThat(first.score()).isEqualTo(8);
    assertThat(first.from()).isEqualTo(MINUTE);
    assertThat(first.streams()).isEqualTo(2);
    assertThat(first.parts())
        .extracting(part -> part.first().text())
        .containsExactly("disk full", "no answer");
    assertThat(first.parts()).extracting(Incident.Part::more).containsExactly(0, 1);
    assertThat(incidents.get(1).parts().get(0).first().key()).isEqualTo("late");
  }

  @Test
  void whatIsMuchLessTellingIsNoPartOfIt() {
    List<Incident> incidents =
        Incident.of(
            List.of(finding("noise", "a rare word", 2.5, 0), finding("web", "down", 8, MINUTE)));
    assertThat(incidents).extracting(Incident::score).containsExactly(8.0, 2.5);
    assertThat(incidents).extracting(Incident::streams).containsExactly(1, 1);
  }

  @Test
  void whatItsStreamsTellBesidesIsCountedWithIt() {
    List<Incident> incidents =
        Incident.of(
            List.of(
                finding("web", "a rare word", 2.5, 0),
                finding("web", "down", 8, MINUTE),
                finding("db", "full", 7, MINUTE + 5)));
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).from()).isEqualTo(MINUTE);
    assertThat(incidents.get(0).parts())
        .extracting(part -> part.first().text())
        .containsExactly("down", "full");
    assertThat(incidents.get(0).parts()).extracting(Incident.Part::more).containsExactly(1, 0);
  }

  @Test
  void ofAnIncidentOfVeryManyStreamsTheFirstAreShown() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      findings.add(finding("s" + i, "down", 5, i));
    }
    Collections.shuffle(findings, new Random(1));
    Incident incident = Incident.of(findings).get(0);
    assertThat(incident.streams()).isEqualTo(30);
    assertThat(incident.parts()).hasSize(8);
    assertThat(incident.parts().get(0).first().key()).isEqualTo("s0");
  }

  @Property(seed = "1", tries = 200)
  void eachFindingIsInOneIncidentWhateverTheOrder(@ForAll Random random) {
    List<Finding> findings = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      double score = 2 + random.nextInt(8);
      findings.add(
          finding("s" + random.nextInt(4), "line " + i, score, random.nextInt(10) * 20_000L));
    }
    List<Incident> incidents = Incident.of(findings);
    int members =
        incidents.stream()
            .flatMap(incident -> incident.parts().stream())
            .mapToInt(part -> 1 + part.more())
            .sum();
    assertThat(members).isEqualTo(findings.size());
    assertThat(incidents).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    List<Finding> shuffled = new ArrayList<>(findings);
    Collections.shuffle(shuffled, random);
    assertThat(Incident.of(shuffled)).isEqualTo(incidents);
  }

  private static Finding finding(String key, String text, double score, long time) {
    return new Finding(key, 0L, text, "", "", score, List.of(), 1, time, null);
  }
}
