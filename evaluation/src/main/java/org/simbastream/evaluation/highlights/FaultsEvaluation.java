package org.simbastream.evaluation.highlights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.ranking.LineRanking;
import org.simbastream.evaluation.ranking.Rankings;
import org.simbastream.evaluation.ranking.SeverityWords;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.state.stream.AlertBar;

/**
 * Faults injected into many real systems: does a line that shows the fault stand among the first
 * lines of its minute, in all logs of the system together. Systems that the model was trained on
 * have figures of their own.
 */
public final class FaultsEvaluation implements Evaluation {

  private static final String NAME = "faults";

  /** Highlights of each log, so that ten of all logs are left when near-duplicates are folded. */
  private static final int OF_A_LOG = 3 * HighlightMethod.SHOWN;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "Is a fault of a system that the model never saw among the first lines of its minute?";
  }

  @Override
  public String needs() {
    return "faults/*.jsonl, and the logs that they name in corpus/fleet";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    List<InjectedFaults> systems = InjectedFaults.in(settings.data());
    if (systems.isEmpty()) {
      throw new MissingDataException("no file in " + settings.data().resolve(NAME));
    }
    if (settings.fast()) {
      systems = List.of(systems.stream().min(Comparator.comparing(FaultsEvaluation::lines)).get());
    }
    StreamReading reading = new StreamReading(settings.model(), true, true, OF_A_LOG);
    Map<String, List<ShownRecording>> shown = new TreeMap<>();
    Map<String, int[]> counts = new TreeMap<>(); // by group: systems, faults
    for (InjectedFaults system : systems) {
      settings.progress().accept(NAME + ": " + system.recording().name());
      String group = NAME + "." + familiarity(system, settings);
      show(group, system.recording(), reading, shown);
      tellRanks(system.recording(), shown.get(group + ".simba"), settings);
      show(group + ".masked", system.recording().with(SeverityWords::masked), reading, shown);
      int[] count = counts.computeIfAbsent(group, g -> new int[2]);
      count[0]++;
      count[1] += system.recording().faults().size();
    }
    List<Figure> figures = new ArrayList<>();
    counts.forEach(
        (group, count) -> {
          figures.add(Figure.of(group + ".systems", count[0], "", ""));
          figures.add(Figure.of(group + ".faults", count[1], "", ""));
        });
    shown.forEach((name, of) -> FaultFigures.add(name, of, AlertBar.USUAL, figures));
    return figures;
  }

  private static void tellRanks(
      Recording recording, List<ShownRecording> shown, EvaluationSettings settings) {
    ShownRecording together = shown.get(shown.size() - 1);
    for (KnownFault fault : together.recording().faults()) {
      int rank = together.rank(fault);
      String place = rank == ShownRecording.NOT_SHOWN ? "not shown" : "place " + rank;
      settings
          .progress()
          .accept(NAME + ": " + recording.name() + ", " + fault.kind() + ": " + place);
    }
  }

  private static int lines(InjectedFaults system) {
    return system.recording().logs().values().stream().mapToInt(List::size).sum();
  }

  /** Whether the model was trained on a log that shows the faults. */
  private static String familiarity(InjectedFaults system, EvaluationSettings settings) {
    return settings
        .trainedOn()
        .map(trained -> system.streams().stream().anyMatch(trained::contains) ? "seen" : "unseen")
        .orElse("unknown");
  }

  private static void show(
      String group,
      Recording recording,
      StreamReading reading,
      Map<String, List<ShownRecording>> shown) {
    MergedLogs together = new MergedLogs(recording);
    add(group + ".simba", together.byJob(HighlightMethod.byJob(recording, reading)), shown);
    for (LineRanking ranking : Rankings.ofLogs()) {
      add(group + "." + ranking.name(), together.byRanking(ranking), shown);
    }
  }

  private static void add(
      String name, ShownRecording recording, Map<String, List<ShownRecording>> shown) {
    shown.computeIfAbsent(name, n -> new ArrayList<>()).add(recording);
  }
}
