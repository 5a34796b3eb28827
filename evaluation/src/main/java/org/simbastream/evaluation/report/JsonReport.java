package org.simbastream.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Section;

/**
 * The report for programs: a header, the parts that were skipped, and an array of figures with
 * name, value, unit, spread, baseline. An unknown number is null.
 */
public final class JsonReport {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonReport() {}

  /** The report as JSON. */
  public static String write(Report report) {
    ObjectNode root = MAPPER.createObjectNode();
    header(root.putObject("header"), report);
    ObjectNode skipped = root.putObject("skipped");
    ArrayNode figures = root.putArray("figures");
    for (Section section : report.sections()) {
      if (!section.skipped().isEmpty()) {
        skipped.put(section.part().name(), section.skipped());
      }
      section.figures().all().forEach(figure -> figure(figures.addObject(), figure));
    }
    return root.toPrettyString() + "\n";
  }

  private static void header(ObjectNode header, Report report) {
    header.put("model", report.model());
    header.put("smallModel", report.smallModel().isEmpty() ? null : report.smallModel());
    header.put("command", report.command());
    header.put("date", report.time().toString());
    header.put("seed", report.seed());
    header.put("fast", report.fast());
  }

  private static void figure(ObjectNode object, Figure figure) {
    object.put("name", figure.name());
    object.put("value", finite(figure.value()));
    object.put("unit", figure.unit());
    object.put("spread", finite(figure.spread()));
    object.put("baseline", figure.baseline());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
