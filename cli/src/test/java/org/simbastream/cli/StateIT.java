package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.simbastream.cli.SimbaRuns.Kind;
import org.simbastream.job.pipeline.OperatorUids;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.key.KeyStateFile;

/** Savepoints of real runs: read, compared, changed, and gone on from. */
@Tag("long")
class StateIT {

  private static final int CUT = 60;
  private static final int END = 120;
  private static final int KEYS = 4;
  private static final long SEED = 7;
  private static final OperatorSettings SETTINGS = StateStreams.settings();
  private static final List<TokenizedRecord> BEFORE =
      StateStreams.records("key-", KEYS, 0, CUT, SEED);
  private static final List<TokenizedRecord> AFTER =
      StateStreams.records("key-", KEYS, CUT, END, SEED);

  @TempDir private static Path directory;
  private static SimbaRuns runs;
  private static String savepoint;

  @BeforeAll
  static void takeASavepoint() throws Exception {
    runs = new SimbaRuns(directory);
    savepoint = taken(Kind.CANONICAL_OF_HEAP, null, BEFORE);
  }

  @AfterAll
  static void stop() throws Exception {
    runs.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whateverTheKindOfSavepointItsKeysAreReadTheSame(Kind kind) throws Exception {
    String other = taken(kind, null, BEFORE);
    CommandRun same = CommandRun.of("state", "compare", savepoint, other);
    assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
    assertThat(same.out()).contains("0 differ, " + KEYS + " are equal");

    CommandRun one = CommandRun.of("state", "list", other, "--key", "key-2");
    assertThat(one.out()).isEqualTo(CommandRun.of("state", savepoint, "--key", "key-2").out());
    assertThat(one.out()).contains("layer   0", "|ssm|");
  }

  @Test
  void aListTellsWhatEachKeyHasReadAndWhatAllHaveTogether() throws Exception {
    Map<String, Long> expected = new TreeMap<>();
    BEFORE.forEach(r -> expected.merge(r.key(), (long) r.tokens().length, Long::sum));
    List<JsonNode> lines = json(CommandRun.of("state", savepoint, "--json", "--sort", "key"));
    JsonNode total = lines.remove(lines.size() - 1).get("total");

    assertThat(lines)
        .extracting(l -> l.get("key").textValue())
        .containsExactlyElementsOf(expected.keySet());
    for (JsonNode line : lines) {
      String key = line.get("key").textValue();
      KeyState state = exported(savepoint, key, "of-" + key).state();
      long pending = state.pending().stream().mapToLong(p -> p.record().tokens().length).sum();
      assertThat(line.get("tokens").longValue() + pending)
          .as(key)
          .isBetween(expected.get(key), expected.get(key) + 1); // and the first, BOS
      assertThat(line.get("ssmNorm").doubleValue()).isPositive();
      assertThat(line.get("layers")).hasSize(state.layers().size());
      assertThat(line.get("patterns").longValue()).isPositive();
      assertThat(line.get("recallBytes").longValue()).isPositive();
    }
    assertThat(total.get("keys").longValue()).isEqualTo(KEYS);
    assertThat(total.get("tokens").longValue())
        .isEqualTo(lines.stream().mapToLong(l -> l.get("tokens").longValue()).sum());

    CommandRun top = CommandRun.of("state", savepoint, "--top", "1");
    assertThat(top.out()).contains("model own-readout@", "total: 4 keys (1 listed)");
    long most = lines.stream().mapToLong(l -> l.get("tokens").longValue()).max().orElseThrow();
    assertThat(top.out().lines().toList().get(2)).contains(" %,d ".formatted(most));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aJobGoesOnForAnImportedKeyAsTheOneItCameFromWould(Kind kind) throws Exception {
    String into = taken(kind, null, StateStreams.records("other-", KEYS, 0, CUT, 11));
    List<TokenizedRecord> others = StateStreams.records("other-", KEYS, CUT, END, 11);
    List<TokenizedRecord> all =
        StateStreams.merged(others, StateStreams.renamed(AFTER, "key-1", "copy"));
    RunProbe origin = toTheEnd(kind, savepoint, AFTER);
    RunProbe without = toTheEnd(kind, into, all);

    Path file = directory.resolve(kind + ".state");
    String out = directory.resolve(kind + "-with-copy").toString();
    assertThat(
            CommandRun.of("state", "export", savepoint, "--key", "key-1", "--out", file + "").err())
        .contains("tokens read");
    CommandRun imported =
        CommandRun.of("state", "import", into, "--from", file + "", "--key", "copy", "--out", out);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    delete(Path.of(URI.create(into))); // the new one stands alone
    RunProbe with = toTheEnd(kind, Path.of(out).toUri().toString(), all);

    assertThat(origin.told("key-1")).hasSizeGreaterThan(5);
    assertThat(with.told("copy")).isEqualTo(origin.told("key-1"));
    assertThat(without.told("copy")).isNotEqualTo(origin.told("key-1"));
    for (int key = 0; key < KEYS; key++) {
      assertThat(with.told("other-" + key)).isEqualTo(without.told("other-" + key));
    }
    assertThat(with.restored()).isEqualTo(TimedSource.STATE_BYTES);
  }

  @Test
  void anImportedKeyTakesThePlaceOfItsOldSelfAndNothingElseChanges() throws Exception {
    String later = taken(Kind.CANONICAL_OF_HEAP, savepoint, AFTER);
    CommandRun changed = CommandRun.of("state", "compare", savepoint, later);
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out())
        .contains("4 differ, 0 are equal", "hidden state up to", "by layer: 0 ");

    Path file = directory.resolve("back.state");
    CommandRun.of("state", "export", savepoint, "--key", "key-0", "--out", file.toString());
    String out = directory.resolve("back").toString();
    CommandRun imported =
        CommandRun.of("state", "import", later, "--from", file + "", "--out", out);
    assertThat(imported.err()).contains("key-0 has now read", "it had read");

    CommandRun toLater = CommandRun.of("state", "compare", later, out, "--json");
    assertThat(json(toLater)).hasSize(2);
    assertThat(json(toLater).get(0).get("key").textValue()).isEqualTo("key-0");
    assertThat(CommandRun.of("state", "compare", savepoint, out, "--key", "key-0").exitCode())
        .isZero();
  }

  @Test
  void memoryAloneLeavesOutWhatIsOpenButStillExpires() throws Exception {
    Path file = directory.resolve("memory.state");
    CommandRun.of("state", "export", savepoint, "--key", "key-3", "--out", file.toString());
    String out = directory.resolve("memory").toString();
    CommandRun imported =
        CommandRun.of(
            "state",
            "import",
            savepoint,
            "--memory-only",
            "--key",
            "copy",
            "--from",
            file + "",
            "--out",
            out);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    KeyState copy = exported(out, "copy", "memory-again").state();
    KeyState whole = KeyStateFile.read(file).state();
    assertThat(whole.windows().size() + whole.pending().size()).isPositive();
    assertThat(whole.timers().windows()).isNotEmpty();
    assertThat(copy.windows()).isEmpty();
    assertThat(copy.pending()).isEmpty();
    assertThat(copy.tokens()).isEqualTo(whole.tokens());
    assertThat(copy.timers().idle()).isEqualTo(whole.timers().idle()).isNotEmpty();
    assertThat(copy.timers().windows()).isEmpty();

    long muchLater = StateStreams.START + 2 * StateStreams.IDLE_EXPIRY.toMillis() + 3_600_000;
    String expired =
        taken(
            Kind.CANONICAL_OF_HEAP,
            Path.of(out).toUri().toString(),
            List.of(
                StateStreams.record("late", 500, muchLater, 1, 2, 3),
                StateStreams.record("late", 501, muchLater + 60_000, 1, 2, 3)));
    assertThat(CommandRun.of("state", expired).out()).contains("late").doesNotContain("copy");
  }

  @Test
  void whatCannotBeDoneIsSaidWithTheRemedy() throws Exception {
    assertRefused("is not a savepoint", "state", directory.resolve("nothing").toString());
    assertRefused("but in ", "state", Path.of(URI.create(savepoint)).getParent() + "");
    assertRefused("did you mean key-1?", "state", savepoint, "--key", "kye-1");
    assertRefused(
        "did you mean key-1?", "state", "export", savepoint, "--key", "key1", "--out", "x.state");
    assertThat(CommandRun.of("state", "compare", savepoint, "nothing").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("state").exitCode()).isEqualTo(2);

    String otherJob = runs.savepoint(Kind.CANONICAL_OF_HEAP, SETTINGS, "another-uid", null, BEFORE);
    assertRefused("no operator with the uid simba, only", "state", otherJob);

    Path file = directory.resolve("another-model.state");
    KeyStateFile mine = exported(savepoint, "key-1", "mine");
    new KeyStateFile("another@123", mine.state()).write(file);
    String[] toImport = {
      "state", "import", savepoint, "--from", file + "", "--out", directory + "/n"
    };
    assertRefused("was written by model another@123", toImport);
    toImport[4] = directory.resolve("mine.state").toString();
    toImport[6] = directory.toString();
    assertRefused("is not empty", toImport);
    assertThat(savepoint).satisfies(s -> assertThat(Path.of(URI.create(s))).exists());
  }

  private static void assertRefused(String message, String... command) {
    CommandRun refused = CommandRun.of(command);
    assertThat(refused.exitCode()).as(refused.out()).isEqualTo(1);
    assertThat(refused.err()).contains(message).doesNotContain("\tat ");
  }

  private static String taken(Kind kind, String from, List<TokenizedRecord> records)
      throws Exception {
    return runs.savepoint(kind, SETTINGS, OperatorUids.SIMBA, from, records);
  }

  private static RunProbe toTheEnd(Kind kind, String from, List<TokenizedRecord> records)
      throws Exception {
    return runs.toTheEnd(kind, SETTINGS, OperatorUids.SIMBA, from, records);
  }

  private static KeyStateFile exported(String from, String key, String name) throws IOException {
    Path file = directory.resolve(name + ".state");
    CommandRun run = CommandRun.of("state", "export", from, "--key", key, "--out", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return KeyStateFile.read(file);
  }

  private static List<JsonNode> json(CommandRun run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
