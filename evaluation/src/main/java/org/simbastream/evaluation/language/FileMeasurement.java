package org.simbastream.evaluation.language;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.DividedText;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.surprisal.SurprisalReader;

/** The figures of one file's held-out end. */
final class FileMeasurement {

  private static final int FAST_LINES = 8;
  private static final String UNIT = "bits/byte";

  private final SurprisalReader dense;
  private final SurprisalReader simba;
  private final Records records;
  private final int words;
  private final boolean fast;

  FileMeasurement(
      SurprisalReader dense, SurprisalReader simba, Records records, int words, boolean fast) {
    this.dense = dense;
    this.simba = simba;
    this.records = records;
    this.words = words;
    this.fast = fast;
  }

  /**
   * Measures a file.
   *
   * @param prefix what the figures' names begin with
   */
  List<Figure> measure(String prefix, CorpusFile file) throws IOException {
    DividedText text = file.read();
    List<String> lines = shortened(text.heldOut());
    byte[] bytes = bytes(lines);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(prefix + ".bytes", bytes.length, "bytes", ""));
    if (bytes.length == 0) {
      return figures;
    }
    Prediction all = Prediction.read(dense, records, lines, EvaluationSettings.CHUNK_TOKENS);
    Prediction pruned = Prediction.read(simba, records, lines, EvaluationSettings.CHUNK_TOKENS);
    String xz = prefix + "." + Compressor.XZ.label();
    figures.add(bits(prefix + ".dense-top", all.top(), bytes, xz));
    if (all.early().length > 0) {
      figures.add(bits(prefix + ".dense-early", all.early(), bytes, xz));
      figures.add(bits(prefix + ".simba-early", pruned.early(), bytes, prefix + ".dense-early"));
    }
    figures.addAll(atTheTop(prefix, all.top(), pruned.top()));
    figures.addAll(compressed(prefix, text.training(), bytes));
    return figures;
  }

  /**
   * Compares the tokens that Simba's top predicts, which are not all, with dense Mamba on the same
   * tokens.
   */
  private static List<Figure> atTheTop(String prefix, float[] dense, float[] simba) {
    double denseNats = 0;
    double simbaNats = 0;
    int predicted = 0;
    for (int i = 0; i < simba.length; i++) {
      if (!Float.isNaN(simba[i]) && !Float.isNaN(dense[i])) {
        denseNats += dense[i];
        simbaNats += simba[i];
        predicted++;
      }
    }
    double toBits = 1 / (Math.log(2) * predicted);
    String baseline = prefix + ".dense-top-where-simba-predicts";
    return List.of(
        Figure.of(baseline, denseNats * toBits, "bits/token", ""),
        Figure.of(
            prefix + ".simba-top-where-it-predicts", simbaNats * toBits, "bits/token", baseline),
        Figure.of(prefix + ".simba-top-share", (double) predicted / simba.length, "", ""));
  }

  /** The compressors on the end alone, and on the end when they have seen all that is before. */
  private List<Figure> compressed(String prefix, List<String> training, byte[] end) {
    byte[] before = bytes(fast ? shortened(training) : training);
    byte[] whole = new byte[before.length + end.length];
    System.arraycopy(before, 0, whole, 0, before.length);
    System.arraycopy(end, 0, whole, before.length, end.length);
    List<Figure> figures = new ArrayList<>();
    for (Compressor compressor : Compressor.values()) {
      String name = prefix + "." + compressor.label();
      double alone = 8.0 * compressor.size(end) / end.length;
      double primed = 8.0 * (compressor.size(whole) - compressor.size(before)) / end.length;
      figures.add(Figure.of(name, alone, UNIT, ""));
      figures.add(Figure.of(name + "-primed", primed, UNIT, ""));
    }
    return figures;
  }

  private Figure bits(String name, float[] surprisal, byte[] bytes, String baseline) {
    double value = Prediction.bitsPerByte(surprisal, bytes.length, words);
    return Figure.of(name, value, UNIT, baseline);
  }

  private List<String> shortened(List<String> lines) {
    return fast ? lines.subList(0, Math.min(FAST_LINES, lines.size())) : lines;
  }

  private static byte[] bytes(List<String> lines) {
    return DividedText.join(lines).getBytes(StandardCharsets.UTF_8);
  }
}
