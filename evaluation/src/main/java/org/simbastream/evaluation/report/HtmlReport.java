package org.simbastream.evaluation.report;

import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Section;
import org.simbastream.evaluation.plot.Plot;

/** The report for people: one page without external resources. */
public final class HtmlReport {

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 3rem; }
      table { border-collapse: collapse; font-size: 0.85rem; width: 100%; }
      th, td { text-align: left; padding: 0.2rem 0.6rem 0.2rem 0; vertical-align: top;
        border-bottom: 1px solid var(--faint); overflow-wrap: anywhere; }
      td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      code { overflow-wrap: anywhere; } summary { cursor: pointer; margin: 0.5rem 0; }
      """;

  private HtmlReport() {}

  /** The report as a page. */
  public static String write(Report report) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.append("<title>simba-stream: evaluation of ").append(escape(report.model()));
    page.append("</title>\n<style>\n").append(PlotStyle.rules()).append(STYLE);
    page.append("</style>\n</head>\n<body>\n<h1>simba-stream: evaluation</h1>\n");
    header(report, page);
    report.sections().forEach(section -> section(section, page));
    return page.append("</body>\n</html>\n").toString();
  }

  private static void header(Report report, StringBuilder page) {
    page.append("<table>\n");
    row(page, "Model", report.model());
    if (!report.smallModel().isEmpty()) {
      row(page, "Smaller model", report.smallModel());
    }
    row(page, "Command", report.command());
    row(page, "Date", report.time().toString());
    row(page, "Seed", Long.toString(report.seed()));
    page.append("</table>\n");
    if (report.fast()) {
      page.append("<p><strong>This is the short version: it shows that everything runs, and");
      page.append(" measures little.</strong></p>\n");
    }
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("<tr><th>").append(name).append("</th><td>").append(escape(value));
    page.append("</td></tr>\n");
  }

  private static void section(Section section, StringBuilder page) {
    page.append("<h2>").append(escape(section.part().name())).append("</h2>\n<p>");
    page.append(escape(section.part().question())).append("</p>\n");
    if (!section.skipped().isEmpty()) {
      page.append("<p>Skipped: ").append(escape(section.skipped())).append("</p>\n");
      return;
    }
    for (Plot plot : section.part().plots(section.figures())) {
      page.append("<h3>").append(escape(plot.title())).append("</h3>\n").append(plot.svg());
    }
    page.append("<details><summary>All ").append(section.figures().all().size());
    page.append(" figures</summary>\n<table>\n<tr><th>Figure</th><th>Value</th><th>Standard error");
    page.append("</th><th>Unit</th><th>Baseline</th></tr>\n");
    section.figures().all().forEach(figure -> figure(section, figure, page));
    page.append("</table>\n</details>\n");
  }

  private static void figure(Section section, Figure figure, StringBuilder page) {
    page.append("<tr><td>").append(escape(figure.name())).append("</td><td class=\"number\">");
    page.append(FigureText.number(figure.value())).append("</td><td class=\"number\">");
    page.append(FigureText.spread(figure)).append("</td><td>").append(escape(figure.unit()));
    page.append("</td><td>").append(escape(FigureText.baseline(figure, section.figures())));
    page.append("</td></tr>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
