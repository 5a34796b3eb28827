package org.simbastream.tools.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.simbastream.tools.state.key.KeyState;
import org.simbastream.tools.state.key.KeyStateFile;
import org.simbastream.tools.state.savepoint.KeyedStates;
import org.simbastream.tools.state.savepoint.Savepoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes all that a savepoint has of one key into a file: hidden state, recall, patterns, the"
          + " records and windows that are open, timers. The file holds texts of records.",
    })
final class StateExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SAVEPOINT", description = "Folder of a savepoint or checkpoint.")
  private String location;

  @Option(names = "--key", paramLabel = "KEY", required = true, description = "The key.")
  private String key;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file, new.")
  private Path out;

  private final PrintStream err;

  StateExportCommand(PrintStream err) {
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    Savepoint savepoint = Savepoint.open(location);
    KeyState state;
    try (KeyedStates states = savepoint.openAround(key)) {
      state = states.read(key);
    }
    if (state.isEmpty()) {
      throw savepoint.unknownKey("--key", key);
    }
    new KeyStateFile(savepoint.modelOf(state), state).write(out);
    err.printf(
        "simba: %s: %,d tokens read, %,d records and %,d windows open; %,d bytes in %s%n",
        key, state.tokens(), state.pending().size(), state.windows().size(), Files.size(out), out);
    return 0;
  }
}
