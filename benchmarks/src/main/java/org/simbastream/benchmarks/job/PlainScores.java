package org.simbastream.benchmarks.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Refuses the speed of a job whose results differ from those of the plain formulas: the same job
 * reads some records here and in a JVM without the Vector API, which uses the plain kernels and
 * libtorch's products.
 */
public final class PlainScores {

  private static final int STREAMS = 8;
  private static final int RECORDS = 128;
  private static final double TOLERANCE = 1e-3; // of the mean score

  private PlainScores() {}

  /**
   * Compares the scores of some records.
   *
   * @param folder where checkpoints and the other process's output go
   * @param recordTokens tokens of each record
   * @param options the job's options by their full names
   * @return the mean difference over the mean score
   * @throws IllegalStateException if they differ
   */
  static double require(Path model, Path folder, int recordTokens, Map<String, String> options) {
    return compare(
        scores(model, folder, recordTokens, options),
        elsewhere(model, folder, recordTokens, options));
  }

  /** The mean difference over the mean score; refuses scores that differ or are not complete. */
  static double compare(SortedMap<Long, Double> fast, SortedMap<Long, Double> plain) {
    if (fast.size() != RECORDS || !fast.keySet().equals(plain.keySet())) {
      throw new IllegalStateException(
          "of " + RECORDS + " records the job scored " + fast.size() + ", plainly " + plain.size());
    }
    double difference = 0;
    double sum = 0;
    for (long record : plain.keySet()) {
      difference += Math.abs(fast.get(record) - plain.get(record));
      sum += Math.abs(plain.get(record));
    }
    if (!(difference <= TOLERANCE * sum)) {
      throw new IllegalStateException(
          String.format(
              "the job's scores differ from the plain path's by %g on average, their mean is %g",
              difference / RECORDS, sum / RECORDS));
    }
    return difference / sum;
  }

  /**
   * Writes the scores in this JVM into a file, a line a record: its number, a space, its score.
   *
   * @param arguments the file, the model, the folder, tokens of a record, then options as {@code
   *     name=value}
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new TreeMap<>();
    for (String option : List.of(arguments).subList(4, arguments.length)) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    List<String> lines = new ArrayList<>();
    scores(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]), options)
        .forEach((record, score) -> lines.add(record + " " + score));
    Files.write(Path.of(arguments[0]), lines);
  }

  private static SortedMap<Long, Double> scores(
      Path model, Path folder, int recordTokens, Map<String, String> options) {
    return OperatorJob.scores(
        model, folder, recordTokens, n -> "stream-" + n % STREAMS, RECORDS, options);
  }

  private static SortedMap<Long, Double> elsewhere(
      Path model, Path folder, int recordTokens, Map<String, String> options) {
    Path output = folder.resolve("plain-scores");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(PlainScores.class.getName());
    command.addAll(List.of(output.toString(), model.toString(), folder.toString()));
    command.add(Integer.toString(recordTokens));
    options.forEach((name, value) -> command.add(name + "=" + value));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("the plain job ended with " + code + ": " + said);
      }
      SortedMap<Long, Double> scores = new TreeMap<>();
      for (String line : Files.readAllLines(output)) {
        int space = line.indexOf(' ');
        scores.put(
            Long.parseLong(line.substring(0, space)),
            Double.parseDouble(line.substring(space + 1)));
      }
      return scores;
    } catch (IOException e) {
      throw new UncheckedIOException("the plain job could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the plain job ran", e);
    }
  }
}
