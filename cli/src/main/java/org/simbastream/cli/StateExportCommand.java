package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.key.KeyStateFile;
import org.simbastream.savepoints.savepoint.KeyedStates;
import org.simbastream.savepoints.savepoint.Savepoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the whole state of one key in a savepoint to a file: hidden state, recall, patterns,"
          + " open records and windows, timers. The file contains texts of records.",
    })
final class StateExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SAVEPOINT", description = "The folder of a savepoint or checkpoint.")
  private String location;

  @Option(names = "--key", paramLabel = "KEY", required = true, description = "The key to export.")
  private String key;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; it must not exist.")
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
