package org.simbastream.tools.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.simbastream.tools.state.key.KeyState;
import org.simbastream.tools.state.key.KeyStateFile;
import org.simbastream.tools.state.savepoint.KeyImport;
import org.simbastream.tools.state.savepoint.Savepoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a new savepoint, the same as another but for one key, which gets the state in a file"
          + " that 'simba state export' wrote. Start the job from it as from any other.",
      "",
      "Example: simba state import savepoints/savepoint-1a2b3c --from host-1.state --key host-2"
          + " --out savepoints/with-host-2"
    })
final class StateImportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SAVEPOINT",
      description = "Folder of the savepoint or checkpoint to start from; it stays as it is.")
  private String location;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key that gets the state; default: the one it was exported from.")
  private String key;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description = "The exported state.")
  private Path from;

  @Option(
      names = "--out",
      paramLabel = "NEW_SAVEPOINT",
      required = true,
      description = "Folder of the new savepoint, new or empty.")
  private String out;

  @Option(
      names = "--memory-only",
      description =
          "Leave out what is open: records of the open chunk, windows. For a key that is to know"
              + " what another one knows, while that one goes on.")
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
