package org.simbastream.job.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of {@code simba run}, for the cluster jar, which has no other commands. */
public final class ClusterArguments {

  @Parameters(arity = "0..1", hidden = true)
  private String command;

  @Option(names = "--config")
  private Path config;

  @Mixin private OverrideOptions overrides;

  private ClusterArguments() {}

  /**
   * Reads the arguments; a leading {@code run} is allowed, as for {@code simba}.
   *
   * @throws IllegalArgumentException if they can't be understood
   */
  public static ClusterArguments parse(String[] args) {
    ClusterArguments arguments = new ClusterArguments();
    try {
      new CommandLine(arguments).parseArgs(args);
    } catch (CommandLine.UnmatchedArgumentException e) {
      // Not repeated: they may be the pieces of a password, and this goes to the cluster's log.
      throw new IllegalArgumentException(
          e.getUnmatched().size()
              + " arguments can't be understood; expected: [run] [--config FILE] [-Dname=value …],"
              + " with quotes around values that have blanks");
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; expected: [run] [--config FILE] [-Dname=value …]", e);
    }
    if (arguments.command != null && !arguments.command.equals("run")) {
      throw new IllegalArgumentException(
          "'" + arguments.command + "' can't be run on a cluster; only run can");
    }
    return arguments;
  }

  /** The YAML file, or null. */
  public Path config() {
    return config;
  }

  /** Values that win over the file's. */
  public Map<String, String> overrides() {
    return overrides.values();
  }
}
