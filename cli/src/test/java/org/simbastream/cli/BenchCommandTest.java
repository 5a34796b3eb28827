package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a user gives it. */
class BenchCommandTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void figuresAreALineEachAndObjectsInJson() throws IOException {
    Path json = directory.resolve("figures.json");
    int code =
        run("--part", "dense", "--shape", "T", "--repeat", "1", "--without-llama")
            .with("--folder", directory.toString())
            .with("--json", json.toString())
            .execute();
    assertThat(code).as(text(err)).isZero();
    assertThat(text(out)).contains("dense.t.tokens-per-second", "dense.t.share-of-peak");
    List<String> names = new ArrayList<>();
    for (JsonNode figure : new ObjectMapper().readTree(json.toFile())) {
      names.add(figure.path("name").asText());
      assertThat(figure.fieldNames())
          .toIterable()
          .containsExactly("name", "value", "unit", "baseline", "spread");
      assertThat(figure.path("value").doubleValue()).isPositive();
    }
    assertThat(names).contains("dense.t.tokens-per-second", "dense.t.difference-from-plain");
  }

  @Test
  void wrongOptionsAreNamedWithWhatIsExpected() {
    assertThat(run("--part", "speed").execute()).isEqualTo(2);
    assertThat(text(err)).contains("--part speed", "machine, dense, simba, decode");
    assertThat(run("--threads", "0").execute()).isEqualTo(2);
    assertThat(text(err)).contains("--threads 0: expected 1 to 256");
    assertThat(run("--repeat", "0").execute()).isEqualTo(2);
    assertThat(text(err)).contains("--repeat 0: expected at least 1");
  }

  private Invocation run(String... options) {
    Invocation invocation = new Invocation(new ArrayList<>());
    return invocation.with(options);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private final class Invocation {
    private final List<String> arguments;

    Invocation(List<String> arguments) {
      this.arguments = arguments;
    }

    Invocation with(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    int execute() {
      PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
      PrintStream problems = new PrintStream(err, true, StandardCharsets.UTF_8);
      return new CommandLine(new BenchCommand(results, problems))
          .setErr(new PrintWriter(problems, true))
          .execute(arguments.toArray(String[]::new));
    }
  }
}
