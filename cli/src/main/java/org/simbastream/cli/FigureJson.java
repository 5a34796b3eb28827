package org.simbastream.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.simbastream.benchmarks.figure.Figure;

/** Figures for programs: an array with one object each. An unknown number is null. */
final class FigureJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FigureJson() {}

  static String write(List<Figure> figures) {
    ArrayNode array = MAPPER.createArrayNode();
    for (Figure figure : figures) {
      ObjectNode object = array.addObject();
      object.put("name", figure.name());
      object.put("value", finite(figure.value()));
      object.put("unit", figure.unit());
      object.put("baseline", figure.baseline());
      object.put("spread", finite(figure.spread()));
    }
    return array.toPrettyString() + "\n";
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
