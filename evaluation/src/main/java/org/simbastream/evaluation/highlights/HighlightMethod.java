package org.simbastream.evaluation.highlights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.evaluation.ranking.LineRanking;
import org.simbastream.evaluation.stream.ChosenLines;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.evaluation.stream.StreamWindow;
import org.simbastream.records.Highlight;

/** What the job, or a simple ranking, shows of a recording's windows of a minute. */
final class HighlightMethod {

  /** Lines shown of a window at most. */
  static final int SHOWN = 10;

  private HighlightMethod() {}

  /** What the job shows: each log is one stream. */
  static ShownRecording byJob(Recording recording, StreamReading reading) {
    Map<String, List<ShownWindow>> windows = new TreeMap<>();
    recording
        .logs()
        .forEach(
            (file, lines) ->
                windows.put(
                    file,
                    reading.read(recording.timed(file)).stream()
                        .map(HighlightMethod::shown)
                        .toList()));
    return new ShownRecording(recording, windows);
  }

  private static ShownWindow shown(StreamWindow window) {
    List<Highlight> highlights = window.summary().highlights();
    return new ShownWindow(
        window.from(),
        window.to(),
        highlights.stream().map(h -> (int) h.position().offset()).toList(),
        highlights.stream().map(Highlight::score).toList());
  }

  /** What a ranking shows of the same windows. */
  static ShownRecording byRanking(ShownRecording likewise, LineRanking ranking) {
    Map<String, List<ShownWindow>> windows = new TreeMap<>();
    likewise
        .windows()
        .forEach(
            (file, same) -> {
              List<String> lines = likewise.recording().logs().get(file);
              windows.put(
                  file, same.stream().map(window -> shown(window, lines, ranking)).toList());
            });
    return new ShownRecording(likewise.recording(), windows);
  }

  private static ShownWindow shown(ShownWindow window, List<String> log, LineRanking ranking) {
    List<String> lines = log.subList(window.from(), window.to());
    double[] scores = ranking.scores(log.subList(0, window.from()), lines); // (lines)
    List<Integer> places = new ArrayList<>();
    List<Double> shownScores = new ArrayList<>();
    for (int line : ChosenLines.of(lines, scores, SHOWN)) {
      places.add(window.from() + line);
      shownScores.add(scores[line]);
    }
    return new ShownWindow(window.from(), window.to(), places, shownScores);
  }
}
