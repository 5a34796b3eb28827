package org.simbastream.e2e.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Golden GOLDEN =
      new Golden(outputs("a=1", "b=2", "c=3"), Map.of("host-0", "digest", "host-1", "digest"));

  @Test
  void equalOutputsAndHiddenStatesAreEqual() {
    Comparison comparison =
        Comparison.of(GOLDEN, outputs("c=3", "a=1", "b=2"), GOLDEN.hiddenStates());
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.examples()).isEmpty();
  }

  @Test
  void lostDoubledDifferentAndUnexpectedRecordsAreCounted() {
    Comparison comparison =
        Comparison.of(GOLDEN, outputs("a=1", "a=1", "b=9", "d=4"), GOLDEN.hiddenStates());
    assertThat(comparison.lost()).isEqualTo(1);
    assertThat(comparison.doubled()).isEqualTo(1);
    assertThat(comparison.different()).isEqualTo(1);
    assertThat(comparison.unexpected()).isEqualTo(1);
    assertThat(comparison.isEqual()).isFalse();
  }

  @Test
  void anExampleShowsWhereTwoValuesDiffer() {
    Comparison comparison =
        Comparison.of(GOLDEN, outputs("a=1", "b=9", "c=3"), GOLDEN.hiddenStates());
    assertThat(comparison.examples()).containsExactly("from character 2 on 9 instead of 2 in b=2");
  }

  @Test
  void hiddenStatesThatDifferOrAreMissingOrNewAreCounted() {
    Comparison comparison =
        Comparison.of(
            GOLDEN, outputs("a=1", "b=2", "c=3"), Map.of("host-0", "other", "host-2", "digest"));
    assertThat(comparison.hiddenStates()).isEqualTo(3);
    assertThat(comparison.isEqual()).isFalse();
  }

  @Test
  void hiddenStatesThatCannotBeHadAreNotCompared() {
    Comparison comparison = Comparison.of(GOLDEN, outputs("a=1", "b=2", "c=3"), null);
    assertThat(comparison.hiddenStates()).isEqualTo(-1);
    assertThat(comparison.isEqual()).isTrue();
  }

  private static Outputs outputs(String... scored) {
    Map<OutputKind, Map<String, List<String>>> values = new EnumMap<>(OutputKind.class);
    for (OutputKind kind : OutputKind.values()) {
      values.put(kind, new TreeMap<>());
    }
    Arrays.stream(scored)
        .forEach(
            value ->
                values
                    .get(OutputKind.SCORED)
                    .merge(
                        value.substring(0, 1),
                        List.of(value),
                        (first, more) -> List.of(first.get(0), more.get(0))));
    return new Outputs(values);
  }
}
