package org.simbastream.cli;

import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;
import picocli.CommandLine.Option;

/** The pruning options of a command. */
final class PruningOptions {

  @Option(
      names = "--keep",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "The share of a chunk's tokens that the last layer reads, more than 0 and at most 1; 1"
              + " means plain Mamba; default: ${DEFAULT-VALUE}.")
  private double keep;

  @Option(
      names = "--horizon",
      paramLabel = "TOKENS",
      defaultValue = "0",
      description =
          "The number of tokens after the chunk's end at which impact is measured; 0, the paper's"
              + " value, means at its end; default: ${DEFAULT-VALUE}.")
  private int horizon;

  @Option(
      names = "--criterion",
      defaultValue = "IMPACT",
      description =
          "The criterion by which tokens are kept: ${COMPLETION-CANDIDATES}; default:"
              + " ${DEFAULT-VALUE}.")
  private SelectionCriterion criterion;

  @Option(
      names = "--schedule",
      defaultValue = "MODEL",
      description =
          "How the share of kept tokens falls from layer to layer: ${COMPLETION-CANDIDATES};"
              + " MODEL is the one that the checkpoint names, or LINEAR; default:"
              + " ${DEFAULT-VALUE}.")
  private KeepSchedule schedule;

  @Option(
      names = "--dense-layers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "The number of layers, from the first, that read every token, with a --schedule other"
              + " than MODEL; default: ${DEFAULT-VALUE}.")
  private int denseLayers;

  SimbaSettings settings() {
    return new SimbaSettings(
        keep, schedule, denseLayers, criterion, horizon, ImpactAggregation.MAX);
  }
}
