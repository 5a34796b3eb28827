package org.simbastream.evaluation.surprisal;

import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;

/** A way to predict tokens: the model alone, or with the recall. */
@FunctionalInterface
public interface Surprisals {

  /** The model alone. */
  Surprisals OF_THE_MODEL = ModelSurprisals::new;

  /** The model and the stream's own past, as scores have it; a reader is both by itself. */
  Surprisals WITH_RECALL =
      (model, pruning) ->
          model.configuration().readerThreshold().isPresent()
              ? new ModelSurprisals(model, pruning)
              : new RecalledSurprisals(model, pruning);

  /** A reader of streams with these pruning settings; for one thread, and the caller closes it. */
  SurprisalReader reader(MambaModel model, SimbaSettings pruning);
}
