package org.simbastream.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> NAMES = List.of("simba.chunk.tokens", "simba.bundle.tokens");

  @Test
  void findsTheNameWithTheFewestDifferences() {
    assertThat(NearestName.of("simba.chunk.token", NAMES)).contains("simba.chunk.tokens");
    assertThat(NearestName.of("simba.bundel.tokens", NAMES)).contains("simba.bundle.tokens");
    assertThat(NearestName.of("", List.of("abc"))).contains("abc");
  }

  @Test
  void findsNothingThatIsMerelyNearest() {
    assertThat(NearestName.of("simba.temperature", NAMES)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
  }
}
