package org.simbastream.evaluation;

import java.io.IOException;
import java.util.List;
import org.simbastream.evaluation.plot.Plot;

/** One part of the report. */
public interface Evaluation {

  /** Its name on the command line, such as {@code language}; its figures' names begin with it. */
  String name();

  /** The question that it answers, in one sentence. */
  String question();

  /** The files that it reads below the data folder, for people. */
  String needs();

  /**
   * Measures.
   *
   * @throws IOException if the data can't be read
   * @throws MissingDataException if the data isn't there, or isn't what this part needs; the
   *     message says what is
   */
  List<Figure> run(EvaluationSettings settings) throws IOException;

  /**
   * Pictures of figures that {@link #run} gave, for the report.
   *
   * @param figures this part's figures
   */
  default List<Plot> plots(Figures figures) {
    return List.of();
  }

  /** Whether a figure is one of the few that the command prints; all are in the report. */
  default boolean headline(Figure figure) {
    return true;
  }
}
