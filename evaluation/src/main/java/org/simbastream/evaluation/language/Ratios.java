package org.simbastream.evaluation.language;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.statistic.Sample;

/** How the model does against compressors, on the mean of files, by how familiar they are. */
final class Ratios {

  private static final List<String> MEASURES = List.of("dense-top", "dense-early", "simba-early");
  private static final List<String> BASELINES = List.of("xz", "xz-primed", "zstd", "zstd-primed");

  private final String prefix;
  private final Map<Familiarity, Map<String, Sample>> samples = new EnumMap<>(Familiarity.class);

  Ratios(String prefix) {
    this.prefix = prefix;
  }

  /** Adds a file whose figures' names begin with {@code file}. */
  void add(Familiarity familiarity, String file, Figures figures) {
    Map<String, Sample> own = samples.computeIfAbsent(familiarity, f -> new LinkedHashMap<>());
    for (String measure : MEASURES) {
      String bits = file + "." + measure;
      if (figures.has(bits)) {
        sample(own, measure).add(figures.value(bits));
        for (String baseline : BASELINES) {
          double ratio = figures.value(bits) / figures.value(file + "." + baseline);
          sample(own, measure + "-over-" + baseline).add(ratio);
        }
      }
    }
  }

  private static Sample sample(Map<String, Sample> samples, String name) {
    return samples.computeIfAbsent(name, n -> new Sample());
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    samples.forEach(
        (familiarity, own) ->
            own.forEach(
                (name, sample) ->
                    figures.add(
                        new Figure(
                            prefix + ".mean-" + familiarity.label() + "." + name,
                            sample.mean(),
                            name.contains("-over-") ? "" : "bits/byte",
                            sample.standardError(),
                            ""))));
    return figures;
  }
}
