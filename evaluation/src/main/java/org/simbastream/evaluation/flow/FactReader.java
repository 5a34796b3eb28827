package org.simbastream.evaluation.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.simbastream.model.mamba.BundleMemory;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Reads trials with pruning, and asks the question at every distance with the dense model on a
 * fork, so that only the state is measured.
 */
final class FactReader implements AutoCloseable {

  private final MambaModel model;
  private final ForwardPass pass;
  private final ForwardPass dense;
  private OpCounts work;

  FactReader(MambaModel model, SimbaSettings pruning) {
    this.model = model;
    this.pass = model.newForwardPass(pruning);
    this.dense = model.newForwardPass(SimbaSettings.DENSE);
    this.work = OpCounts.none(model.configuration().layers());
  }

  /** The work of reading so far, without the questions. */
  OpCounts work() {
    return work;
  }

  /**
   * Reads one stream of every trial, all in one bundle.
   *
   * @param stream which: the one that says the fact, or the control
   * @return by distance, by trial: how well the fact's value is known
   */
  List<List<Answer>> read(List<Trial> trials, Function<Trial, List<List<int[]>>> stream) {
    BundleMemory memory = BundleMemory.start(trials.size(), model.configuration().layers());
    int distances = stream.apply(trials.get(0)).size();
    List<List<Answer>> answers = new ArrayList<>();
    for (int distance = 0; distance < distances; distance++) {
      int chunks = stream.apply(trials.get(0)).get(distance).size();
      for (int chunk = 0; chunk < chunks; chunk++) {
        List<int[]> bundle = new ArrayList<>();
        for (Trial trial : trials) {
          bundle.add(stream.apply(trial).get(distance).get(chunk));
        }
        for (ChunkResult result : pass.run(bundle, memory, Outputs.NONE)) {
          work = work.plus(result.work());
        }
      }
      List<Answer> atDistance = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        atDistance.add(ask(trials.get(i).question(), memory.stream(i).fork()));
      }
      answers.add(atDistance);
    }
    return answers;
  }

  private Answer ask(Question question, StreamMemory memory) {
    double likelihood = 0;
    double ranks = 0;
    int[] next = question.prompt();
    for (int word : question.answer()) {
      float[] logits = dense.run(next, memory, Outputs.LAST_LOGITS).lastLogits();
      likelihood += Answer.logLikelihood(logits, word);
      ranks += Answer.rank(logits, word);
      next = new int[] {word};
    }
    int words = question.answer().length;
    return new Answer(likelihood / words, ranks / words);
  }

  @Override
  public void close() {
    pass.close();
    dense.close();
  }
}
