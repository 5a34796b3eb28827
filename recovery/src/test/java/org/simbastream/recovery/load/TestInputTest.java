package org.simbastream.recovery.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static String texts(TestInput input) {
    StringBuilder texts = new StringBuilder();
    input.lines().forEach(line -> texts.append(new String(line.value(), StandardCharsets.UTF_8)));
    return texts.toString();
  }
}
