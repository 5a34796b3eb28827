package org.simbastream.job.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Adds subcommands to {@code simba} from modules above this one; found by {@link ServiceLoader}.
 */
public interface CommandProvider {

  /**
   * The subcommands, as objects that picocli understands.
   *
   * @param out takes results
   * @param err takes progress and what went wrong
   */
  List<Object> commands(PrintStream out, PrintStream err);
}
