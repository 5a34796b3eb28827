package org.simbastream.job.cli;

import org.simbastream.model.kernel.ImpactAggregation;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;
import picocli.CommandLine.Option;

/** How a command prunes. */
final class PruningOptions {

  @Option(
      names = "--keep",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of a chunk's tokens that the last layer is given, in (0, 1]; 1 is plain Mamba;"
              + " default: ${DEFAULT-VALUE}.")
  private double keep;

  @Option(
      names = "--horizon",
      paramLabel = "TOKENS",
      defaultValue = "0",
      description =
          "Tokens after the chunk at which impact is measured; 0 is the paper; default:"
              + " ${DEFAULT-VALUE}.")
  private int horizon;

  @Option(
      names = "--criterion",
      defaultValue = "IMPACT",
      description = "Which tokens climb: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private SelectionCriterion criterion;

  @Option(
      names = "--schedule",
      defaultValue = "LINEAR",
      description =
          "How the share falls with depth: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private KeepSchedule schedule;

  @Option(
      names = "--dense-layers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Layers from the bottom that see every token; default: ${DEFAULT-VALUE}.")
  private int denseLayers;

  SimbaSettings settings() {
    return new SimbaSettings(
        keep, schedule, denseLayers, criterion, horizon, ImpactAggregation.MAX);
  }
}
