package org.simbastream.evaluation.plot;

/** A picture of numbers. */
public sealed interface Plot permits LinePlot, BarPlot {

  /** What it shows. */
  String title();

  /**
   * The picture as an {@code svg} element whose colours are the page's classes: {@code c0} … {@code
   * c7} for series, {@code axis}, {@code grid}.
   */
  String svg();
}
