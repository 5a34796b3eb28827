package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.Fixture;
import org.simbastream.state.HiddenStateStore;

/**
 * Savepoints of released versions are restored, on either backend, and go on as recorded. {@code
 * -Dsimba.savepoints.write=VERSION} adds those of a new version.
 */
class GoldenSavepointTest {

  private static final Path SAVEPOINTS =
      Fixture.repository().resolve("operators/src/test/resources/savepoints");
  private static final String CANONICAL = "canonical.savepoint";
  private static final String RESULTS = "results.tsv";

  /** Logarithms may differ in their last bit from one JVM to another; nothing else may. */
  private static final double LAST_BITS = 1e-5;

  @BeforeAll
  static void write() throws Exception {
    String version = System.getProperty("simba.savepoints.write");
    if (version == null) {
      return;
    }
    Path directory = Files.createDirectories(SAVEPOINTS.resolve(version));
    var heap = new HashMapStateBackend();
    if (Files.notExists(directory.resolve(CANONICAL))) { // else only what follows is recorded anew
      OperatorSnapshotUtil.writeStateHandle(
          GoldenRun.savepoint(heap, SavepointFormatType.CANONICAL),
          directory.resolve(CANONICAL).toString());
    }
    try (OperatorHarness harness = restored(directory, heap)) {
      Files.write(directory.resolve(RESULTS), GoldenRun.continued(harness));
    }
  }

  static Stream<Path> versions() throws Exception {
    try (Stream<Path> versions = Files.list(SAVEPOINTS)) {
      return versions.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aSavepointOfThisVersionGoesOnAsRecorded(Path version) throws Exception {
    List<String> recorded = Files.readAllLines(version.resolve(RESULTS));
    assertThat(recorded).hasSizeGreaterThan(40).anyMatch(line -> line.startsWith("expired\t"));
    for (StateBackend backend :
        List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      try (OperatorHarness harness = restored(version, backend)) {
        assertSame(GoldenRun.continued(harness), recorded);
      }
    }
  }

  @Test
  void aRestoreThatLosesOneKeysHiddenStateIsSeen() throws Exception {
    Path version = versions().toList().get(0);
    SimbaOperator forgetful =
        new SimbaOperator(GoldenRun.settings()) {
          private static final long serialVersionUID = 1L;

          @Override
          public void open() throws Exception {
            super.open();
            setCurrentKey("key-1");
            new HiddenStateStore(getKeyedStateStore(), this, "").clear();
          }
        };
    try (OperatorHarness harness =
        new OperatorHarness(forgetful, new HashMapStateBackend())
            .restore(OperatorSnapshotUtil.readStateHandle(version.resolve(CANONICAL).toString()))) {
      List<String> continued = GoldenRun.continued(harness);
      List<String> recorded = Files.readAllLines(version.resolve(RESULTS));
      assertThat(continued).hasSameSizeAs(recorded);
      assertThat(differing(continued, recorded)).isNotZero();
    }
  }

  private static OperatorHarness restored(Path version, StateBackend backend) throws Exception {
    return new OperatorHarness(GoldenRun.settings(), backend)
        .restore(OperatorSnapshotUtil.readStateHandle(version.resolve(CANONICAL).toString()));
  }

  private static void assertSame(List<String> continued, List<String> recorded) {
    assertThat(continued).hasSameSizeAs(recorded);
    for (int i = 0; i < recorded.size(); i++) {
      String[] now = continued.get(i).split("\t", -1);
      String[] then = recorded.get(i).split("\t", -1);
      assertThat(now).as(recorded.get(i)).hasSameSizeAs(then);
      for (int field = 0; field < then.length; field++) {
        if (isReal(then[field])) {
          assertThat(Double.parseDouble(now[field]))
              .as(recorded.get(i))
              .isCloseTo(Double.parseDouble(then[field]), within(LAST_BITS));
        } else {
          assertThat(now[field]).as(recorded.get(i)).isEqualTo(then[field]);
        }
      }
    }
  }

  private static long differing(List<String> continued, List<String> recorded) {
    long differing = 0;
    for (int i = 0; i < recorded.size(); i++) {
      try {
        assertSame(continued.subList(i, i + 1), recorded.subList(i, i + 1));
      } catch (AssertionError e) {
        differing++;
      }
    }
    return differing;
  }

  private static boolean isReal(String field) {
    return field.matches("-?\\d+\\.\\d{9}");
  }
}
