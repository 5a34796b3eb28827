package org.simbastream.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.simbastream.evaluation.surprisal.Surprisals;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;

/**
 * The settings of an evaluation.
 *
 * @param model the model to measure
 * @param smallModel a smaller dense model, trained the same way, for comparison
 * @param surprisals computes the surprisal of tokens
 * @param trainedOn names of the files that the model was trained on, where that is known
 * @param data the folder of texts; each part says which files it reads there
 * @param variants names of the only ways of pruning to compare, where a part compares them; all if
 *     empty
 * @param fast whether to run a short version, which checks that every part runs and measures little
 * @param seed the seed of all random choices
 * @param progress receives lines on the progress
 */
public record EvaluationSettings(
    MambaModel model,
    Optional<MambaModel> smallModel,
    Surprisals surprisals,
    Optional<Set<String>> trainedOn,
    Path data,
    Set<String> variants,
    boolean fast,
    long seed,
    Consumer<String> progress) {

  /**
   * Simba as it is by default, by the schedule that the model names, where a part does not compare
   * ways of pruning.
   */
  public static final SimbaSettings SIMBA = SimbaSettings.ofModel(0.1);

  /** Tokens after which a chunk closes, where a part does not compare chunks. */
  public static final int CHUNK_TOKENS = 256;
}
