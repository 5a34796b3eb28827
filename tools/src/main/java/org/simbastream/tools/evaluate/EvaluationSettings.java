package org.simbastream.tools.evaluate;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.simbastream.model.mamba.MambaModel;

/**
 * What an evaluation works with.
 *
 * @param model the model that is judged
 * @param data the folder of texts; each part says which files it reads there
 * @param fast whether a short version is asked for, which shows that everything runs and measures
 *     little
 * @param progress takes a line now and then
 */
public record EvaluationSettings(
    MambaModel model, Path data, boolean fast, Consumer<String> progress) {}
