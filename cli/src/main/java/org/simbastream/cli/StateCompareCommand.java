package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.simbastream.savepoints.Progress;
import org.simbastream.savepoints.compare.DifferenceJson;
import org.simbastream.savepoints.compare.DifferenceText;
import org.simbastream.savepoints.compare.KeyDifference;
import org.simbastream.savepoints.compare.SavepointComparison;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.savepoint.Savepoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two savepoints key by key, exact to the bit, and prints which keys differ and by"
          + " how much.",
      "",
      "Ends with exit code 0 if all keys are equal, 1 if they differ, 2 if they can't be compared."
    })
final class StateCompareCommand implements Callable<Integer> {

  private static final int DIFFERENT = 1;
  private static final int TROUBLE = 2;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The folder of a savepoint or checkpoint.")
  private String locationOfA;

  @Parameters(index = "1", paramLabel = "B", description = "The folder of another one.")
  private String locationOfB;

  @Option(names = "--key", paramLabel = "KEY", description = "Compare only this key.")
  private String key;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "The greatest number of keys shown, 0 for all; the counts include every key; default:"
              + " ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--memory-only",
      description =
          "Compare only hidden states, recall, history and patterns; leave out open chunks,"
              + " windows and timers.")
  private boolean memoryOnly;

  @Option(
      names = "--json",
      description = "Print one JSON object per line; the last one is the total.")
  private boolean json;

  private final PrintStream out;
  private final PrintStream err;
  private long shown;

  StateCompareCommand(PrintStream out, PrintStream err) {
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    this.err = err;
  }

  @Override
  public Integer call() {
    try {
      return compare();
    } catch (IOException | IllegalArgumentException e) {
      err.println("simba: " + e.getMessage());
      return TROUBLE;
    }
  }

  private int compare() throws IOException {
    if (top < 0) {
      throw new IllegalArgumentException("--top is " + top + ": give at least 0");
    }
    Savepoint a = Savepoint.open(locationOfA);
    Savepoint b = Savepoint.open(locationOfB);
    boolean sameModels = sameModels(a.models(), b.models());
    UnaryOperator<KeyState> compared =
        memoryOnly ? KeyState::untimedMemory : UnaryOperator.identity();
    SavepointComparison comparison = new SavepointComparison(a, b, compared, this::show);
    if (key == null) {
      comparison.run(new Progress(line -> err.println("simba: " + line)));
    } else {
      comparison.run(key);
    }
    long different = comparison.onlyInA() + comparison.onlyInB() + comparison.differ();
    if (json) {
      out.println(DifferenceJson.total(comparison));
    } else {
      if (different > shown) {
        out.printf("… and %,d more%n", different - shown);
      }
      out.printf(
          "%,d keys only in A, %,d only in B, %,d differ, %,d are equal%n",
          comparison.onlyInA(), comparison.onlyInB(), comparison.differ(), comparison.equal());
    }
    return sameModels && different == 0 ? 0 : DIFFERENT;
  }

  private boolean sameModels(SortedSet<String> inA, SortedSet<String> inB) {
    boolean same = inA.equals(inB);
    if (!same) {
      err.printf(
          "simba: A was written by model %s, B by %s%n",
          String.join(", ", inA), String.join(", ", inB));
    }
    return same;
  }

  private void show(KeyDifference difference) {
    if (top == 0 || shown < top) {
      out.println(json ? DifferenceJson.of(difference) : DifferenceText.of(difference));
      shown++;
    }
  }
}
