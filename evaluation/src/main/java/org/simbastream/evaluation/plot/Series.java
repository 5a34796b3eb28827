package org.simbastream.evaluation.plot;

import java.util.List;

/**
 * Points that belong together.
 *
 * @param name what they are of
 * @param points from left to right; those that are not finite are left out
 */
public record Series(String name, List<Point> points) {

  /** Only the points that can be drawn. */
  public Series {
    points = points.stream().filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y())).toList();
  }

  /**
   * One point.
   *
   * @param x across
   * @param y upwards
   * @param spread the standard error of y; NaN without one
   */
  public record Point(double x, double y, double spread) {}
}
