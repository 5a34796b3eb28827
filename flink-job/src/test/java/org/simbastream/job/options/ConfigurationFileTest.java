package org.simbastream.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

  @TempDir Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void readsFlatAndNestedNames() throws Exception {
    assertThat(
            read(
                """
                simba:
                  chunk:
                    tokens: 128
                    max-wait: 2 s
                  keep.last: 0.10
                simba.readout.enabled: no
                simba.input.topics: [a, b]
                state.backend.type: "rocksdb"
                state:
                  checkpoints.dir: file:///checkpoints # with a colon
                """))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "simba.chunk.tokens", "128",
                "simba.chunk.max-wait", "2 s",
                "simba.keep.last", "0.10",
                "simba.readout.enabled", "no",
                "simba.input.topics", "a;b",
                "state.backend.type", "rocksdb",
                "state.checkpoints.dir", "file:///checkpoints"));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing but this\n", "{}"})
  void takesAnEmptyFileAsNoValues(String yaml) throws Exception {
    assertThat(read(yaml)).isEmpty();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\na: 2|line 2, gives a more than once",
        "a: {b: 1}\\na: {c: 2}|line 2, gives a more than once",
        "a: {b: 1}\\na.b: 2|line 2, gives a.b more than once",
        "a.b: 1\\na: {b: 2}|line 2, gives a.b more than once",
        "a:|line 1, gives no value to a",
        "a: ~|line 1, gives no value to a",
        "a: &x 1\\nb: *x|line 2, gives b as an alias",
        "a: [[1]]|line 1, gives a as a list of more than plain values",
        "a: [{b: 1}]|line 1, gives a as a list of more than plain values",
        "simba.model: [m]|line 1, gives simba.model as a list; give one value",
        "- a\\n- b|line 1, must hold names and values",
        "a|line 1, must hold names and values",
        "a: 1\\n---\\nb: 2|must hold one YAML document",
        "a: 'open|is not well-formed YAML",
        "a: b: c|line 1, is not well-formed YAML",
      })
  void refusesWhatIsNotNamesAndValues(String yaml, String problem) throws Exception {
    read(yaml.replace("\\n", "\n"));
    assertThat(problems).singleElement().asString().contains("options.yaml", problem).endsWith(".");
  }

  @Test
  void readsOnAfterAProblem() throws Exception {
    assertThat(read("a: [[1], [2]]\nb:\nc: 3\nc: 4\nd: 5"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("c", "3", "d", "5"));
    assertThat(problems).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: \"hunter2",
        "password: hunter2: x",
        "password: hunter2\npassword: hunter2",
        "password: [[hunter2]]",
        "password: &hunter2 x\nb: *hunter2",
        "password: @hunter2",
        "password: hunter2\u0001",
      })
  void quotesNothingOfTheFile(String yaml) throws Exception {
    read(yaml);
    assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains("hunter2"));
  }

  @Test
  void saysWhichFileIsMissing() {
    Path missing = directory.resolve("missing.yaml");
    assertThat(ConfigurationFile.read(missing, problems)).isEmpty();
    assertThat(problems)
        .containsExactly("There is no configuration file " + missing + "; give the path of one.");
  }

  private Map<String, String> read(String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve("options.yaml"), yaml);
    return ConfigurationFile.read(file, problems);
  }
}
