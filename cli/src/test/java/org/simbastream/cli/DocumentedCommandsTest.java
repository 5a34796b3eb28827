package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParseResult;

/** Every {@code ./simba …} in the documents is one that the command line understands. */
class DocumentedCommandsTest {

  private static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));

  @Test
  void everyCommandInTheDocumentsIsUnderstood() throws IOException {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (Path document : documents()) {
      commands.addAll(DocumentedCommand.in(document));
    }
    assertThat(commands)
        .as("found at all, with those of every module")
        .hasSizeGreaterThan(40)
        .extracting(command -> command.arguments().get(0))
        .contains("demo", "trace", "dashboard", "state", "record", "bench");
    assertThat(commands.stream().flatMap(DocumentedCommandsTest::problems)).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsToldWithItsPlace(@TempDir Path folder) throws IOException {
    Path document =
        Files.writeString(
            folder.resolve("page.md"),
            """
            Text with `./simba run`, and `./simba rum`.

            ```sh
            X=1 ./simba demo --once \\
                --wrong 'a b'   # --comment
            ./simba score app.log | jq --other
            ./simba score
            ```
            """);
    List<DocumentedCommand> commands = DocumentedCommand.in(document);
    assertThat(commands).hasSize(5);
    assertThat(commands.stream().flatMap(DocumentedCommandsTest::problems))
        .hasSize(3)
        .anySatisfy(problem -> assertThat(problem).startsWith("page.md:1: ").contains("'rum'"))
        .anySatisfy(problem -> assertThat(problem).startsWith("page.md:4: ").contains("'--wrong'"))
        .anySatisfy(problem -> assertThat(problem).startsWith("page.md:7: ").contains("FILE"));
  }

  /** What the command line says against a command; in running text it may be a name only. */
  static Stream<String> problems(DocumentedCommand command) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandLine simba = SimbaCommand.commandLine(nowhere, nowhere);
    collectErrors(simba);
    List<Exception> errors = new ArrayList<>();
    for (ParseResult parsed = simba.parseArgs(command.arguments().toArray(String[]::new));
        parsed != null;
        parsed = parsed.subcommand()) {
      errors.addAll(parsed.errors());
    }
    return errors.stream()
        .filter(error -> command.whole() || !(error instanceof MissingParameterException))
        .map(error -> command.place() + ": " + command.arguments() + ": " + error.getMessage());
  }

  private static void collectErrors(CommandLine command) {
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(DocumentedCommandsTest::collectErrors);
  }

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
    for (String folder : List.of("docs", "recordings", "training", "models")) {
      try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }
}
