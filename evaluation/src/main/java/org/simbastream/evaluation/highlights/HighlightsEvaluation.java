package org.simbastream.evaluation.highlights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Recordings of real systems with injected faults: does a line that shows the fault stand among the
 * first highlights of its window, and what is alerted while nothing happens.
 */
public final class HighlightsEvaluation implements Evaluation {

  private static final Path FOLDER = Path.of("recordings");

  private static final int FAST_LINES = 250;

  @Override
  public String name() {
    return "highlights";
  }

  @Override
  public String question() {
    return "Is an injected fault among the first highlights of its window, and is it quiet when"
        + " nothing happens?";
  }

  @Override
  public String needs() {
    return "recordings/*/ground-truth.json and the logs beside it";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    Path folder = settings.data().resolve(FOLDER);
    List<Recording> recordings = Recording.below(folder);
    if (recordings.isEmpty()) {
      throw new MissingDataException("no recording in " + folder + ": make some with simba record");
    }
    if (settings.fast()) {
      recordings = List.of(recordings.get(0).withoutLongLogs(FAST_LINES));
    }
    List<Figure> figures = new ArrayList<>();
    StreamReading reading = new StreamReading(settings.model(), true, true, HighlightMethod.SHOWN);
    Map<String, List<ShownRecording>> shown = new TreeMap<>();
    for (Recording recording : recordings) {
      settings.progress().accept("highlights: reading " + recording.name());
      String group = recording.heldOut() ? "held-out" : "tuned-on";
      show("highlights." + group, recording, reading, shown);
      show(
          "highlights." + group + ".masked", recording.with(SeverityWords::masked), reading, shown);
    }
    shown.forEach((name, of) -> FaultFigures.add(name, of, AlertBar.USUAL, figures));
    return figures;
  }

  private static void show(
      String group,
      Recording recording,
      StreamReading reading,
      Map<String, List<ShownRecording>> shown) {
    ShownRecording byJob = HighlightMethod.byJob(recording, reading);
    MergedLogs together = new MergedLogs(recording);
    add(group + ".simba", byJob, shown);
    add(group + ".together.simba", together.byJob(byJob), shown);
    for (LineRanking ranking : Rankings.ofLogs()) {
      add(group + "." + ranking.name(), HighlightMethod.byRanking(byJob, ranking), shown);
      add(group + ".together." + ranking.name(), together.byRanking(ranking), shown);
    }
  }

  private static void add(
      String name, ShownRecording recording, Map<String, List<ShownRecording>> shown) {
    shown.computeIfAbsent(name, n -> new ArrayList<>()).add(recording);
  }
}
