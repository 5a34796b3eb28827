package org.simbastream.cli;

import java.io.PrintStream;
import org.simbastream.records.Teaching;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "teach",
    description = {
      "Teaches a running job which patterns are worth telling. The job must run with"
          + " simba.control.enabled; it remembers across restarts.",
      "",
      "Examples: simba teach mute --config job.yaml --pattern 5d1c2f0b8a34e7c9 --until '2 h'",
      "          simba teach always-tell --config job.yaml --line 'disk 7 is full' --stream web",
      "          simba teach list --config job.yaml"
    },
    synopsisSubcommandLabel = "COMMAND")
final class TeachCommand implements Runnable {

  @Spec private CommandSpec spec;

  private TeachCommand() {}

  /** The command with its subcommands. */
  static CommandLine with(PrintStream out, PrintStream err) {
    CommandLine teach = new CommandLine(new TeachCommand());
    for (Teaching.Action action : Teaching.Action.values()) {
      if (action != Teaching.Action.UNDO) {
        CommandLine command = new CommandLine(new TeachActionCommand(action, out, err));
        command.getCommandSpec().usageMessage().description(description(action));
        teach.addSubcommand(action.word(), command);
      }
    }
    return teach
        .addSubcommand(new TeachUndoCommand(out, err))
        .addSubcommand(new TeachListCommand(out, err));
  }

  private static String[] description(Teaching.Action action) {
    return switch (action) {
      case MUTE ->
          new String[] {
            "Mutes a pattern, here or everywhere: its records make no alert and are no highlights;"
                + " they are still read, scored and counted, and marked as muted.",
            "",
            "It displaces always-tell of the same pattern and stream, and the other way round.",
            "",
            "Example: simba teach mute --config job.yaml --pattern 5d1c2f0b8a34e7c9 --until '2 h'"
          };
      case ALWAYS_TELL ->
          new String[] {
            "Makes each record of a pattern worth an alert: its score is at least"
                + " simba.alerts.threshold. Said of a stream, it is an exception from a mute"
                + " everywhere.",
            "",
            "Example: simba teach always-tell --config job.yaml --line 'disk 7 is full'"
          };
      case NOT_WORTH_IT ->
          new String[] {
            "Votes a pattern down: its scores are divided by 1.5 for each person who says so, at"
                + " most three times. A person's last vote counts.",
            "",
            "Example: simba teach not-worth-it --config job.yaml --pattern 5d1c2f0b8a34e7c9"
                + " --stream web"
          };
      default ->
          new String[] {
            "Votes a pattern up: its scores are multiplied by 1.5 for each person who says so, at"
                + " most three times. A person's last vote counts.",
            "",
            "Example: simba teach good-catch --config job.yaml --pattern 5d1c2f0b8a34e7c9"
                + " --stream web"
          };
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name one of the commands below.");
  }
}
