package org.simbastream.tools.evaluate;

import java.io.IOException;
import java.util.List;

/** One part of the report. */
public interface Evaluation {

  /** Its name on the command line, such as {@code language}. */
  String name();

  /** What it asks, in one sentence. */
  String question();

  /**
   * Measures.
   *
   * @throws IOException if the data can't be read
   * @throws IllegalArgumentException if the data isn't what this part needs; the message says what
   *     is
   */
  List<Figure> run(EvaluationSettings settings) throws IOException;
}
