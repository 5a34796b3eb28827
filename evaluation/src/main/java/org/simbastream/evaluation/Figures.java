package org.simbastream.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by their names. */
public final class Figures {

  private final Map<String, Figure> byName = new LinkedHashMap<>();

  /**
   * Figures, in their order.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Figures(List<Figure> figures) {
    for (Figure figure : figures) {
      if (byName.putIfAbsent(figure.name(), figure) != null) {
        throw new IllegalArgumentException("two figures are named " + figure.name());
      }
    }
  }

  /** All of them, in the order they were given in. */
  public List<Figure> all() {
    return List.copyOf(byName.values());
  }

  /** Whether there is a figure of that name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** A figure's value; NaN if there is none of that name. */
  public double value(String name) {
    return has(name) ? byName.get(name).value() : Double.NaN;
  }

  /** A figure's standard error; NaN if it has none, or there is none of that name. */
  public double spread(String name) {
    return has(name) ? byName.get(name).spread() : Double.NaN;
  }
}
