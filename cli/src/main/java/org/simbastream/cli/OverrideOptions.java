package org.simbastream.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options given on the command line as {@code -Dname=value}. */
final class OverrideOptions {

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      mapFallbackValue = "",
      description =
          "Sets an option of simba (simba run --help lists them) or of Flink, by its full name;"
              + " takes precedence over the file. Can be repeated.")
  private Map<String, String> values = new LinkedHashMap<>();

  Map<String, String> values() {
    return values;
  }
}
