package org.simbastream.tools.evaluate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.tools.evaluate.surprisal.Surprisals;

/**
 * What an evaluation works with.
 *
 * @param model the model that is judged
 * @param smallModel a smaller dense model, trained the same way, to hold it against
 * @param surprisals what says how surprising a token is
 * @param trainedOn names of the files that the model was trained on, where that is known
 * @param data the folder of texts; each part says which files it reads there
 * @param variants names of the only ways of pruning to compare, where a part compares them; all if
 *     empty
 * @param fast whether a short version is asked for, which shows that everything runs and measures
 *     little
 * @param seed where everything that is drawn by chance comes from
 * @param progress takes a line now and then
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

  /** Simba as it is by default, where a part does not compare ways of pruning. */
  public static final SimbaSettings SIMBA = SimbaSettings.linear(0.1, 0);

  /** Tokens after which a chunk closes, where a part does not compare chunks. */
  public static final int CHUNK_TOKENS = 256;
}
