package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is worth looking at in what the page keeps of one stream. */
final class StreamFindings {

  private final LiveStream stream;
  private final long from;
  private final List<Finding> findings = new ArrayList<>();

  private StreamFindings(LiveStream stream, long from) {
    this.stream = stream;
    this.from = from;
  }

  /**
   * Those from an event time on: telling highlights and silences of its windows, and telling lines
   * after the latest one.
   */
  static List<Finding> of(LiveStream stream, long from) {
    StreamFindings found = new StreamFindings(stream, from);
    found.windows();
    found.lines();
    return found.findings;
  }

  private void windows() {
    Set<Long> silences = new HashSet<>(); // a silence is told again while it lasts
    Long heard = null; // the start of the earliest later window with records
    for (Window window : stream.windows().descendingMap().values()) {
      if (window.end() <= from) {
        return;
      }
      if (window.silence() != null && silences.add(window.silence().since())) {
        findings.add(Finding.of(stream.key(), window.start(), window.silence(), heard));
      }
      for (Highlight highlight : window.highlights()) {
        if (isTelling(highlight.score()) && highlight.time() >= from) {
          findings.add(Finding.of(stream.key(), window.start(), highlight));
        }
      }
      heard = window.records() > 0 ? (Long) window.start() : heard;
    }
  }

  private void lines() {
    long after =
        stream.windows().isEmpty()
            ? from
            : Math.max(from, stream.windows().lastEntry().getValue().end());
    Map<String, List<ScoredLine>> byText = new LinkedHashMap<>();
    for (ScoredLine line : stream.lines()) {
      if (line.time() >= after && isTelling(line.score())) {
        byText.computeIfAbsent(line.text(), text -> new ArrayList<>()).add(line);
      }
    }
    byText
        .values()
        .forEach(same -> findings.add(Finding.of(stream.key(), same.get(0), same.size())));
  }

  private static boolean isTelling(Double score) {
    return score != null && score >= Finding.TELLING;
  }
}
