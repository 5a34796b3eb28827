package org.simbastream.evaluation.highlights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.evaluation.ranking.LineRanking;
import org.simbastream.evaluation.stream.ChosenLines;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.evaluation.stream.TimedLine;

/**
 * All logs of a recording as one list of lines by time, as for someone who watches the whole
 * system, and the first ten of each minute. The logs stay streams of their own for the job, whose
 * highlights compete by their scores.
 */
final class MergedLogs {

  private static final String ALL = "all logs";

  /** A line's place in the log of its process. */
  private record Origin(String file, int place, long time) {}

  private final Recording recording; // with one log
  private final List<Origin> origins; // (lines of that log)
  private final Map<String, int[]> placeOf = new HashMap<>(); // file → (its lines)

  MergedLogs(Recording apart) {
    origins = new ArrayList<>();
    apart
        .logs()
        .forEach(
            (file, lines) -> {
              List<TimedLine> timed = apart.timed(file);
              for (int place = 0; place < lines.size(); place++) {
                origins.add(new Origin(file, place, timed.get(place).time()));
              }
            });
    origins.sort(Comparator.comparingLong(Origin::time));
    apart.logs().forEach((file, lines) -> placeOf.put(file, new int[lines.size()]));
    List<String> all = new ArrayList<>(origins.size());
    for (Origin origin : origins) {
      placeOf.get(origin.file())[origin.place()] = all.size();
      all.add(apart.logs().get(origin.file()).get(origin.place()));
    }
    recording =
        new Recording(
            apart.name(),
            apart.made(),
            Map.of(ALL, all),
            apart.faults().stream().map(this::moved).toList(),
            List.of());
  }

  private KnownFault moved(KnownFault fault) {
    return new KnownFault(
        fault.kind(),
        fault.lines().stream()
            .map(line -> new KnownFault.Line(ALL, placeOf.get(line.file())[line.place()]))
            .toList());
  }

  /** The job's highlights of all logs, by their scores. */
  ShownRecording byJob(ShownRecording apart) {
    Map<Integer, Double> scores = new TreeMap<>();
    apart
        .windows()
        .forEach(
            (file, windows) ->
                windows.forEach(
                    window -> {
                      for (int i = 0; i < window.places().size(); i++) {
                        int place = placeOf.get(file)[window.places().get(i)];
                        scores.put(place, window.scores().get(i));
                      }
                    }));
    return shown(
        (from, to) -> {
          double[] ofWindow = new double[to - from]; // (lines of the window)
          for (int place = from; place < to; place++) {
            ofWindow[place - from] = scores.getOrDefault(place, Double.NEGATIVE_INFINITY);
          }
          return ofWindow;
        });
  }

  /** What a ranking shows of the same minutes. */
  ShownRecording byRanking(LineRanking ranking) {
    List<String> lines = recording.logs().get(ALL);
    return shown((from, to) -> ranking.scores(lines.subList(0, from), lines.subList(from, to)));
  }

  private interface WindowScores {
    /** Scores (to − from) of a window's lines. */
    double[] of(int from, int to);
  }

  private ShownRecording shown(WindowScores scores) {
    List<String> lines = recording.logs().get(ALL);
    List<ShownWindow> windows = new ArrayList<>();
    for (int from = 0, to; from < lines.size(); from = to) {
      to = end(from);
      double[] ofWindow = scores.of(from, to); // (lines of the window)
      List<Integer> places = new ArrayList<>();
      List<Double> shown = new ArrayList<>();
      for (int line : ChosenLines.of(lines.subList(from, to), ofWindow, HighlightMethod.SHOWN)) {
        if (ofWindow[line] > Double.NEGATIVE_INFINITY) {
          places.add(from + line);
          shown.add(ofWindow[line]);
        }
      }
      windows.add(new ShownWindow(from, to, places, shown));
    }
    return new ShownRecording(recording, Map.of(ALL, windows));
  }

  private int end(int from) {
    long window = StreamReading.WINDOW.toMillis();
    long minute = Math.floorDiv(origins.get(from).time(), window);
    int to = from;
    while (to < origins.size() && Math.floorDiv(origins.get(to).time(), window) == minute) {
      to++;
    }
    return to;
  }
}
