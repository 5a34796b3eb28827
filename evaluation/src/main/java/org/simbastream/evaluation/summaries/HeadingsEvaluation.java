package org.simbastream.evaluation.summaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.ranking.LineRanking;
import org.simbastream.evaluation.ranking.Rankings;
import org.simbastream.evaluation.stream.ChosenLines;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.evaluation.stream.StreamWindow;
import org.simbastream.evaluation.stream.TimedLine;
import org.simbastream.records.Highlight;

/**
 * Prose: each document's end is read as one stream, each section without its heading as a window of
 * it. Its summary (the gist, then the highlights) is cut to the same number of words for all
 * methods.
 */
public final class HeadingsEvaluation implements Evaluation {

  private static final Path FOLDER = Path.of("corpus", "text");
  private static final List<String> DOCUMENTS = List.of("flinkweb", "promdocs", "rustbook");
  private static final String MEASURE = "word-recall";
  private static final int LINES = 5;
  private static final int WORDS = 50;
  private static final int FAST_SECTIONS = 5;

  @Override
  public String name() {
    return "headings";
  }

  @Override
  public String question() {
    return "Does the summary of a section of prose have the words of its heading?";
  }

  @Override
  public String needs() {
    return "corpus/text/{flinkweb,promdocs,rustbook}.txt";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    SummaryFigures figures = new SummaryFigures(name(), "lead");
    for (String document : DOCUMENTS) {
      List<HeadedSection> sections =
          HeadedSection.lastOf(settings.data().resolve(FOLDER).resolve(document + ".txt"));
      if (settings.fast()) {
        sections = sections.subList(0, Math.min(FAST_SECTIONS, sections.size()));
      }
      settings
          .progress()
          .accept("headings: reading " + sections.size() + " sections of " + document);
      measure(document, sections, settings, figures);
    }
    return figures.all(List.of(MEASURE), DOCUMENTS);
  }

  private static void measure(
      String document,
      List<HeadedSection> sections,
      EvaluationSettings settings,
      SummaryFigures figures) {
    List<StreamWindow> windows =
        new StreamReading(settings.model(), true, true, LINES)
            .read(TimedLine.inMinutes(sections.stream().map(HeadedSection::lines).toList()));
    List<String> before = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      HeadedSection section = sections.get(i);
      List<String> highlights =
          windows.get(i).summary().highlights().stream().map(Highlight::text).toList();
      List<String> summary = new ArrayList<>(windows.get(i).summary().gist());
      figures.add(MEASURE, document, "gist", recall(section, summary));
      summary.addAll(highlights);
      figures.add(MEASURE, document, "summary", recall(section, summary));
      figures.add(MEASURE, document, "highlights", recall(section, highlights));
      for (LineRanking ranking : Rankings.ofProse()) {
        List<String> lines = section.lines();
        List<String> chosen =
            ChosenLines.of(lines, ranking.scores(before, lines), LINES).stream()
                .map(lines::get)
                .toList();
        figures.add(MEASURE, document, ranking.name(), recall(section, chosen));
      }
      before.addAll(section.lines());
    }
  }

  private static double recall(HeadedSection section, List<String> texts) {
    return section.recall(String.join("\n", texts), WORDS);
  }
}
