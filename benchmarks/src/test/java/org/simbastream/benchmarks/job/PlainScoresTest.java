package org.simbastream.benchmarks.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.model.bundled.ModelLocation;

/** No speed counts of a job that computes something else than the plain formulas do. */
class PlainScoresTest {

  @Test
  void jobsScoresAreThoseOfThePlainPath(@TempDir Path folder) {
    Path model = Path.of(ModelLocation.BUNDLED);
    assertThat(PlainScores.require(model, folder, 32, Map.of("simba.chunk.tokens", "64")))
        .isLessThan(1e-3);
  }

  @Test
  void otherScoresAndMissingOnesAreRefused() {
    SortedMap<Long, Double> scores = new TreeMap<>();
    for (long record = 0; record < 128; record++) {
      scores.put(record, 1.0 + record);
    }
    assertThat(PlainScores.compare(scores, scores)).isZero();
    SortedMap<Long, Double> others = new TreeMap<>(scores);
    others.replaceAll((record, score) -> score * 1.002);
    assertThatIllegalStateException()
        .isThrownBy(() -> PlainScores.compare(scores, others))
        .withMessageContaining("differ from the plain path's");
    SortedMap<Long, Double> fewer = new TreeMap<>(scores.tailMap(1L));
    assertThatIllegalStateException()
        .isThrownBy(() -> PlainScores.compare(fewer, scores))
        .withMessageContaining("the job scored 127");
  }
}
