package org.simbastream.evaluation.report;

import java.util.List;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Section;

/** The main results, one line each. */
public final class TextReport {

  private TextReport() {}

  /** The report's headlines as lines of text. */
  public static String write(Report report) {
    StringBuilder text = new StringBuilder();
    for (Section section : report.sections()) {
      text.append(section.part().name()).append(": ").append(section.part().question());
      text.append('\n');
      if (!section.skipped().isEmpty()) {
        text.append("  skipped: ").append(section.skipped()).append('\n');
      }
      headlines(section, text);
    }
    return text.toString();
  }

  private static void headlines(Section section, StringBuilder text) {
    List<Figure> figures =
        section.figures().all().stream().filter(section.part()::headline).toList();
    int width = figures.stream().mapToInt(figure -> figure.name().length()).max().orElse(0);
    for (Figure figure : figures) {
      String line =
          String.format(
              "  %-" + width + "s  %9s  %-10s  %-12s  %s",
              figure.name(),
              FigureText.number(figure.value()),
              FigureText.spread(figure),
              figure.unit(),
              FigureText.baseline(figure, section.figures()));
      text.append(line.stripTrailing()).append('\n');
    }
  }
}
