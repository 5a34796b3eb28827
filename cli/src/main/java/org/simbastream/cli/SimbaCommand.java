package org.simbastream.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.simbastream.cli.run.JobFailedException;
import org.simbastream.cli.terminal.Output;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.JobVersion;
import org.simbastream.job.options.OptionsHelp;
import org.simbastream.job.replay.ReplayException;
import org.simbastream.model.checkpoint.CheckpointException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code simba} and its subcommands. */
@Command(
    name = "simba",
    mixinStandardHelpOptions = true,
    versionProvider = SimbaCommand.Version.class,
    description = {
      "Reads endless text with a Mamba state-space model, one hidden state per stream, kept by"
          + " Flink.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with: simba demo --once"})
public final class SimbaCommand implements Runnable {

  /** The message for a full disk; a PrintStream only records that writing failed. */
  static final String STDOUT_GONE = "standard output can't be written any more";

  @Spec private CommandSpec spec;

  private SimbaCommand() {}

  /** Runs a command and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    LogFile.choose(args); // before anything logs
    PrintStream out = new Output(new FileOutputStream(FileDescriptor.out));
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code;
    try {
      code = execute(out, err, args);
    } catch (OutOfMemoryError e) {
      err.printf(
          "simba: %,d MB of heap are not enough (%s); set a larger heap: SIMBA_JVM_OPTIONS=-Xmx…%n",
          Runtime.getRuntime().maxMemory() >> 20, e.getMessage());
      code = 1;
    }
    if (out.checkError() && code == 0 && !Output.hasNoReader(out)) {
      err.println("simba: " + STDOUT_GONE);
      code = 1;
    }
    System.exit(code);
  }

  /**
   * Runs a command.
   *
   * @param out takes results
   * @param err takes progress and what went wrong
   * @return the exit code
   */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    return commandLine(out, err).execute(args);
  }

  /**
   * The command with all of its subcommands.
   *
   * @param out takes results
   * @param err takes progress and what went wrong
   */
  public static CommandLine commandLine(PrintStream out, PrintStream err) {
    CommandLine simba = new CommandLine(new SimbaCommand());
    simba.addSubcommand(new DemoCommand(out, err));
    simba.addSubcommand(new RunCommand(err));
    simba.addSubcommand(new AlertsCommand(out, err));
    simba.addSubcommand(new ReplayCommand(out, err));
    simba.addSubcommand(new ScoreCommand(out, err));
    simba.addSubcommand(new CompareCommand(out, err));
    simba.addSubcommand(new DropsCommand(out, err));
    simba.addSubcommand(new TraceCommand(out));
    simba.addSubcommand(new GenerateCommand(out));
    simba.addSubcommand(new ModelCommand(out));
    simba.addSubcommand(new DashboardCommand(err));
    simba.addSubcommand(StateCommand.with(out, err));
    simba.addSubcommand(TeachCommand.with(out, err));
    simba.addSubcommand(new EvaluateCommand(out, err));
    simba.addSubcommand(new RecordCommand(out, err));
    simba.addSubcommand(new BenchCommand(out, err));
    simba.getSubcommands().values().forEach(c -> c.getCommandSpec().mixinStandardHelpOptions(true));
    for (String job : new String[] {"demo", "run"}) {
      simba.getSubcommands().get(job).getCommandSpec().usageMessage().footer(optionsHelp());
    }
    simba.setCaseInsensitiveEnumValuesAllowed(true);
    simba.setOut(new PrintWriter(out, true));
    simba.setErr(new PrintWriter(err, true));
    simba.setExecutionExceptionHandler(
        (e, command, parsed) -> Output.hasNoReader(out) ? 0 : failed(e, err));
    return simba;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "No command is given: name one of those" + " below.");
  }

  /** Every option, with characters that picocli would interpret escaped. */
  private static String[] optionsHelp() {
    return OptionsHelp.lines().stream()
        .map(line -> line.replace("%", "%%").replace("@|", "@ |"))
        .toArray(String[]::new);
  }

  /** Prints errors that a user can fix as one message, and all others with their stack trace. */
  private static int failed(Exception e, PrintStream err) {
    if (e instanceof CheckpointException
        || e instanceof InvalidConfigurationException
        || e instanceof ReplayException
        || e instanceof JobFailedException
        || e instanceof IllegalArgumentException
        || e instanceof UncheckedIOException
        || e instanceof IOException) {
      err.println("simba: " + e.getMessage());
    } else {
      err.println("simba: failed unexpectedly");
      e.printStackTrace(err);
    }
    return 1;
  }

  /** Gives the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"simba-stream " + JobVersion.VERSION};
    }
  }
}
