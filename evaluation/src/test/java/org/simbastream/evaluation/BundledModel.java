package org.simbastream.evaluation;

import java.util.function.Consumer;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;

/** The bundled model, for as long as a test uses it. */
public final class BundledModel {

  private BundledModel() {}

  /** A test that needs a model and its tokenizer. */
  @FunctionalInterface
  public interface Test {
    void run(MambaModel model, Records records);
  }

  /** Runs a test with the model. */
  public static void use(Test test) {
    Consumer<MambaModel> body =
        model -> {
          try (Records records = new Records(model)) {
            test.run(model, records);
          }
        };
    ModelLocation.read(
        ModelLocation.BUNDLED,
        directory -> {
          try (MambaModel model = MambaModel.load(directory)) {
            body.accept(model);
          }
          return null;
        });
  }
}
