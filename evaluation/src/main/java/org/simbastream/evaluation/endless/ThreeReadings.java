package org.simbastream.evaluation.endless;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.evaluation.surprisal.SurprisalReader;
import org.simbastream.evaluation.surprisal.SurprisalStream;

/**
 * One stream read three ways, in step: dense with its state carried, under Simba with its state
 * carried, and dense with a state that is reset. At every mark the carried states are measured.
 */
final class ThreeReadings {

  /** The mark with which later ones are compared. */
  static final long REFERENCE = 4_000;

  private static final int RESET_EVERY = 1024;
  private static final long REPORT_EVERY = 50_000;
  private static final String NATS = "nats/token";

  private final String prefix;
  private final SurprisalReader denseReader;
  private final Probes probes;
  private final int[] start;
  private final int layers;
  private final Map<String, SurprisalStream> carried = new LinkedHashMap<>(); // by label
  private final Map<String, double[]> reference = new LinkedHashMap<>(); // by label, by piece
  private final ResetStream reset;
  private final List<Figure> figures = new ArrayList<>();
  private long read;

  /**
   * Begins to watch.
   *
   * @param prefix what the figures' names begin with
   * @param start the tokens that every stream begins with
   * @param layers the model's
   */
  ThreeReadings(
      String prefix,
      SurprisalReader dense,
      SurprisalReader simba,
      Probes probes,
      int[] start,
      int layers) {
    this.layers = layers;
    this.prefix = prefix;
    this.denseReader = dense;
    this.probes = probes;
    this.start = start;
    this.reset = new ResetStream(dense, start, RESET_EVERY);
    carried.put("dense", dense.newStream());
    carried.put("simba", simba.newStream());
  }

  /** Reads on until so many tokens have been read in all, and measures. */
  void readTo(long mark, EndlessLog log, Consumer<String> progress) {
    Sample carriedMeans = new Sample();
    Sample gains = new Sample();
    long from = read;
    while (read < mark) {
      int[] chunk = log.nextChunk(EvaluationSettings.CHUNK_TOKENS);
      int[] first = read == 0 ? Records.concatenate(List.of(start, chunk)) : chunk;
      float[] dense = carried.get("dense").read(first).top();
      carried.get("simba").read(first);
      double mean = meanOfLast(dense, chunk.length);
      carriedMeans.add(mean);
      gains.add(meanOfLast(reset.read(chunk), chunk.length) - mean);
      if (read / REPORT_EVERY < (read + chunk.length) / REPORT_EVERY) {
        progress.accept(String.format("%s: %,d tokens read", prefix, read + chunk.length));
      }
      read += chunk.length;
    }
    String span = prefix + ".dense.span-" + from + "-" + mark;
    figures.add(new Figure(span, carriedMeans.mean(), NATS, carriedMeans.standardError(), ""));
    String gain = prefix + ".carried-over-reset.span-" + from + "-" + mark;
    figures.add(new Figure(gain, gains.mean(), NATS, gains.standardError(), span));
    carried.forEach((label, stream) -> measure(label, stream, mark));
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }

  private void measure(String label, SurprisalStream stream, long mark) {
    String at = prefix + "." + label + ".at-" + mark;
    double[] surprisal = probes.read(denseReader, stream);
    Sample mean = Sample.of(surprisal);
    String baseline = mark == REFERENCE ? "" : prefix + "." + label + ".at-" + REFERENCE;
    figures.add(new Figure(at, mean.mean(), NATS, mean.standardError(), baseline));
    if (mark == REFERENCE) {
      reference.put(label, surprisal);
    } else if (reference.containsKey(label)) {
      Sample loss = Sample.differences(surprisal, reference.get(label));
      double scale = Sample.of(reference.get(label)).mean();
      figures.add(
          new Figure(
              at + ".change", loss.mean() / scale, "", loss.standardError() / scale, baseline));
    }
    StateSize size = StateSize.of(stream.memory(), layers);
    figures.add(Figure.of(at + ".largest-entry", size.largest(), "", ""));
    figures.add(Figure.of(at + ".norm", size.norm(), "", ""));
  }

  private static double meanOfLast(float[] surprisal, int count) {
    Sample sample = new Sample();
    for (int i = surprisal.length - count; i < surprisal.length; i++) {
      if (!Float.isNaN(surprisal[i])) {
        sample.add(surprisal[i]);
      }
    }
    return sample.mean();
  }
}
