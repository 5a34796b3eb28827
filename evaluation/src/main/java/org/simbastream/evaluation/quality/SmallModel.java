package org.simbastream.evaluation.quality;

import java.util.List;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;

/** The smaller dense model on the same stretches: the paper's own comparison. */
final class SmallModel {

  /** Its name among the variants. */
  static final String LABEL = "small-model";

  private SmallModel() {}

  static void measure(EvaluationSettings settings, List<Stretch> stretches, LossFigures figures) {
    settings.progress().accept("quality: the smaller model");
    MambaModel model = settings.smallModel().orElseThrow();
    try (StretchReader reader = new StretchReader(model)) {
      Likelihoods likelihoods = reader.read(stretches, SimbaSettings.DENSE, Variant.CHUNK);
      figures.losses(LABEL, likelihoods);
      figures.workOfModel(LABEL, likelihoods.work());
    }
  }
}
