package org.simbastream.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.Section;
import org.simbastream.evaluation.plot.BarPlot;
import org.simbastream.evaluation.plot.LinePlot;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.plot.Series;

/** The same findings as JSON, as a page and as lines. */
class ReportTest {

  private static final String WILD = "<script>alert(\"1\")</script> & more";
  private static final Figure LOSS = new Figure("wild.loss", 0.125, "nats", 0.01, "wild.dense");
  private static final Figure DENSE = Figure.of("wild.dense", 2.5, WILD, "");
  private static final Figure UNKNOWN = Figure.of("wild.unknown", Double.NaN, "", "elsewhere");

  private final Report report =
      new Report(
          "model@1",
          "",
          "./simba evaluate --data '" + WILD + "'",
          Instant.parse("2026-01-02T03:04:05Z"),
          7,
          true,
          List.of(
              new Section(new Wild(), new Figures(List.of(LOSS, DENSE, UNKNOWN)), ""),
              new Section(new Wild(), new Figures(List.of()), "no data")));

  @Test
  void jsonHoldsHeaderAndEveryFigure() throws Exception {
    JsonNode json = new ObjectMapper().readTree(JsonReport.write(report));
    JsonNode header = json.get("header");
    assertThat(header.get("model").textValue()).isEqualTo("model@1");
    assertThat(header.get("smallModel").isNull()).isTrue();
    assertThat(header.get("command").textValue()).isEqualTo(report.command());
    assertThat(header.get("date").textValue()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(header.get("seed").longValue()).isEqualTo(7);
    assertThat(header.get("fast").booleanValue()).isTrue();
    assertThat(json.get("skipped").get("wild").textValue()).isEqualTo("no data");

    JsonNode figures = json.get("figures");
    assertThat(figures).hasSize(3);
    assertThat(figures.get(0).get("name").textValue()).isEqualTo("wild.loss");
    assertThat(figures.get(0).get("value").doubleValue()).isEqualTo(0.125);
    assertThat(figures.get(0).get("unit").textValue()).isEqualTo("nats");
    assertThat(figures.get(0).get("spread").doubleValue()).isEqualTo(0.01);
    assertThat(figures.get(0).get("baseline").textValue()).isEqualTo("wild.dense");
    assertThat(figures.get(1).get("spread").isNull()).isTrue();
    assertThat(figures.get(2).get("value").isNull()).isTrue();
  }

  @Test
  void pageEscapesTextAndNeedsNothingFromElsewhere() {
    String page = HtmlReport.write(report);
    assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;").contains("&amp; more");
    assertThat(page).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
    assertThat(page).contains("prefers-color-scheme: dark");
    assertThat(page.split("<svg ", -1)).hasSize(3);
    assertThat(page.split("</svg>", -1)).hasSize(3);
    assertThat(page).doesNotContain("NaN", "Infinity");
  }

  @Test
  void pageHasEveryFigureWithItsBaselineAndSaysThatTheShortVersionMeasuresLittle() {
    String page = HtmlReport.write(report);
    assertThat(page).contains("<td>wild.loss</td>", "0.1250", "± 0.0100", "2.5000 wild.dense");
    assertThat(page).contains("measures little").contains("Skipped: no data");
  }

  @Test
  void linesAreTheHeadlinesAndWhatWasSkipped() {
    String text = TextReport.write(report);
    assertThat(text).contains("wild.loss", "± 0.0100", "nats").contains("skipped: no data");
    assertThat(text).doesNotContain("wild.unknown");
  }

  /** A part whose texts would break a page. */
  private static final class Wild implements Evaluation {

    @Override
    public String name() {
      return "wild";
    }

    @Override
    public String question() {
      return WILD;
    }

    @Override
    public String needs() {
      return "nothing";
    }

    @Override
    public List<Figure> run(EvaluationSettings settings) {
      throw new IllegalStateException("it has been run");
    }

    @Override
    public List<Plot> plots(Figures figures) {
      Series series =
          new Series(
              WILD,
              List.of(
                  new Series.Point(1, figures.value("wild.loss"), 0.01),
                  new Series.Point(2, figures.value("wild.unknown"), Double.NaN),
                  new Series.Point(1000, -3, Double.NaN)));
      return List.of(
          new LinePlot(WILD, WILD, WILD, true, List.of(series)),
          new BarPlot(WILD, WILD, List.of(WILD), List.of(series)));
    }

    @Override
    public boolean headline(Figure figure) {
      return !figure.name().equals("wild.unknown");
    }
  }
}
