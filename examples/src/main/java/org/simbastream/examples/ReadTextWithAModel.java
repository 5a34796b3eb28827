package org.simbastream.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;

/** Reads a file line by line with a model and says how much each line surprised it. */
public final class ReadTextWithAModel {

  private ReadTextWithAModel() {}

  /**
   * Runs the example.
   *
   * @param args a model's directory, such as {@code models/simba-logs}, and a file of UTF-8 lines
   * @throws IOException if the file can't be read
   */
  public static void main(String[] args) throws IOException {
    try (MambaModel model = MambaModel.load(Path.of(args[0]));
        TextTokenizer tokenizer = model.openTokenizer().orElseThrow();
        ForwardPass pass = model.newForwardPass(SimbaSettings.linear(0.1, 0))) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      for (String line : Files.readAllLines(Path.of(args[1]))) {
        int[] tokens = tokenizer.encode(line + '\n');
        ChunkResult chunk = pass.run(tokens, memory, Outputs.forScores(true, true));
        double nats = chunk.meanSurprisal(0, tokens.length);
        System.out.printf("%.2f nats, work %.2f: %s%n", nats, chunk.work().ratio(), line);
      }
    }
  }
}
