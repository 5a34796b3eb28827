package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.key.KeyStateFile;
import org.simbastream.savepoints.savepoint.KeyImport;
import org.simbastream.savepoints.savepoint.Savepoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a copy of a savepoint in which one key has the state from a file that 'simba state"
          + " export' wrote. Start the job from it as from any other savepoint.",
      "",
      "Example: simba state import savepoints/savepoint-1a2b3c --from host-1.state --key host-2"
          + " --out savepoints/with-host-2"
    })
final class StateImportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SAVEPOINT",
      description = "The folder of the savepoint or checkpoint to copy; it is not changed.")
  private String location;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key that gets the state; default: the key that was exported.")
  private String key;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description = "The file with the exported state.")
  private Path from;

  @Option(
      names = "--out",
      paramLabel = "NEW_SAVEPOINT",
      required = true,
      description = "The folder for the new savepoint, which must be new or empty.")
  private String out;

  @Option(
      names = "--memory-only",
      description =
          "Leave out the records of the open chunk, open windows and their timers. Use it to give"
              + " a key the memory of another key that itself goes on.")
  private boolean memoryOnly;

  private final PrintStream err;

  StateImportCommand(PrintStream err) {
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    KeyStateFile file = KeyStateFile.read(from);
    Savepoint savepoint = Savepoint.open(location);
    KeyImport keyImport = new KeyImport(savepoint, line -> err.println("simba: " + line));
    keyImport.requireSameModel(from.toString(), file);
    KeyState state = key == null ? file.state() : file.state().withKey(key);
    KeyState before = keyImport.write(memoryOnly ? state.memoryOnly() : state, out);
    err.printf(
        "simba: %s has now read %,d tokens%s; the new savepoint is %s%n",
        state.key(),
        state.tokens(),
        before.isEmpty() ? "" : ", it had read %,d before".formatted(before.tokens()),
        out);
    return 0;
  }
}
