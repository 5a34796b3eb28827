package org.simbastream.evaluation.summaries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.evaluation.Figure;

/** Collects the quality of summaries, by measure, set and method. */
final class SummaryFigures {

  private final String part;
  private final String baseline;
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final List<String> methods = new ArrayList<>();

  /**
   * No values yet.
   *
   * @param part the part's name
   * @param baseline the method with which the others are compared
   */
  SummaryFigures(String part, String baseline) {
    this.part = part;
    this.baseline = baseline;
  }

  void add(String measure, String set, String method, double value) {
    if (!methods.contains(method)) {
      methods.add(method);
    }
    values.computeIfAbsent(name(measure, set, method), n -> new ArrayList<>()).add(value);
  }

  /** The mean over each set, and the mean of those over the sets. */
  List<Figure> all(List<String> measures, List<String> sets) {
    List<Figure> figures = new ArrayList<>();
    for (String measure : measures) {
      for (String method : methods) {
        List<Figure> ofSets = new ArrayList<>();
        for (String set : sets) {
          ofSets.add(ofSet(measure, set, method));
        }
        double mean = ofSets.stream().mapToDouble(Figure::value).average().orElseThrow();
        double variance =
            ofSets.stream().mapToDouble(f -> f.spread() * f.spread()).sum()
                / (sets.size() * sets.size());
        figures.add(figure(measure, "mean", method, mean, Math.sqrt(variance)));
        figures.addAll(ofSets);
      }
    }
    return figures;
  }

  private Figure ofSet(String measure, String set, String method) {
    List<Double> of = values.get(name(measure, set, method));
    double mean = of.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = of.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double spread = Math.sqrt(squares / (of.size() - 1) / of.size());
    return figure(measure, set, method, mean, spread);
  }

  private Figure figure(String measure, String set, String method, double value, double spread) {
    String against = method.equals(baseline) ? "" : name(measure, set, baseline);
    return new Figure(name(measure, set, method), value, "", spread, against);
  }

  private String name(String measure, String set, String method) {
    return part + "." + measure + "." + set + "." + method;
  }
}
