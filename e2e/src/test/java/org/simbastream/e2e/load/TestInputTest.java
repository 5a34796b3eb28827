package org.simbastream.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TestInputTest {

  @Test
  void theSameSeedDrawsTheSameLines() {
    assertThat(texts(TestInput.draw(3, 500, 6, 12, 0)))
        .isEqualTo(texts(TestInput.draw(3, 500, 6, 12, 0)));
    assertThat(texts(TestInput.draw(3, 500, 6, 12, 0)))
        .isNotEqualTo(texts(TestInput.draw(4, 500, 6, 12, 0)));
  }

  @Test
  void everyStreamIsInOrderOnOnePartition() {
    Map<String, TestLine> latest = new HashMap<>();
    for (TestLine line : TestInput.draw(3, 2000, 6, 12, 0).lines()) {
      TestLine before = latest.put(line.key(), line);
      if (before != null) {
        assertThat(line.partition()).isEqualTo(before.partition());
        assertThat(line.time()).isGreaterThan(before.time());
      }
    }
    assertThat(latest).hasSize(2 * 6 + 6);
  }

  @Test
  void latePartitionsAreSilentInTheFirstHalf() {
    TestInput input = TestInput.draw(3, 1000, 6, 12, 2);
    assertThat(input.firstHalf()).allSatisfy(line -> assertThat(line.partition()).isLessThan(4));
    assertThat(input.secondHalf(partition -> partition >= 4)).hasSizeGreaterThan(50);
    List<TestLine> all = new ArrayList<>(input.firstHalf());
    all.addAll(input.secondHalf(partition -> true));
    all.addAll(input.ends());
    assertThat(all).isEqualTo(input.lines());
  }

  @Test
  void aDemandingInputHasLinesThatAreLateBeyondDoubt() {
    TestInput input = TestInput.demanding(3, 1500, 6, 12);
    assertThat(texts(input)).isEqualTo(texts(TestInput.demanding(3, 1500, 6, 12)));
    Set<String> told = new HashSet<>();
    Set<String> written = new TreeSet<>();
    TestLine before = null;
    int late = 0;
    for (TestLine line : input.lines()) {
      if (line.condition().summaries() > 0) {
        told.addAll(written);
      }
      if (text(line).equals("INFO late")) {
        late++;
        assertThat(told).contains(window(line));
        assertThat(text(before)).isEqualTo("INFO now");
        assertThat(before.key()).isEqualTo(line.key());
        assertThat(before.time()).isGreaterThan(line.time());
      } else {
        written.add(window(line));
      }
      before = line;
    }
    assertThat(late).isGreaterThan(20);
  }

  @Test
  void aDemandingInputHasPartitionsThatIdleUntilSummariesHaveComeWithoutThem() {
    TestInput input = TestInput.demanding(3, 1500, 6, 12);
    List<Set<Integer>> speaking = new ArrayList<>();
    Set<Integer> partitions = new TreeSet<>();
    for (TestLine line : input.lines()) {
      if (line.condition().summaries() > 0) {
        speaking.add(partitions);
        partitions = new TreeSet<>();
      }
      partitions.add(line.partition());
    }
    assertThat(speaking).contains(Set.of(0, 1, 2, 3, 4), Set.of(0, 1, 2, 3, 5));
    assertThat(speaking.get(speaking.size() - 1)).hasSize(6);
  }

  @Test
  void aDemandingInputHasValuesThatAreTooLongForTheTopicsOfTheResults() {
    TestInput input = TestInput.demanding(3, 1500, 6, 12);
    int room = Integer.parseInt(input.topicSettings().get("max.message.bytes"));
    List<TestLine> tooLong =
        input.lines().stream().filter(line -> line.value().length > room).toList();
    assertThat(tooLong).hasSizeGreaterThan(15);
    assertThat(tooLong).anyMatch(TestLine::readable);
    assertThat(tooLong.get(0).value().length).isLessThan(5 * room);
  }

  private static String window(TestLine line) {
    return line.key() + " " + line.time() / 60_000;
  }

  private static String text(TestLine line) {
    return new String(line.value(), StandardCharsets.UTF_8);
  }

  private static String texts(TestInput input) {
    StringBuilder texts = new StringBuilder();
    input.lines().forEach(line -> texts.append(new String(line.value(), StandardCharsets.UTF_8)));
    return texts.toString();
  }
}
