package org.simbastream.evaluation.summaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.simbastream.scoring.summary.GistRules;
import org.simbastream.text.TextSpan;

/**
 * The development sets of LogSummary: each set is read as one stream, each group of lines as a
 * window of it. The gist is compared with the lines that simple rankings choose, whose values are
 * removed in their favour.
 */
public final class SummariesEvaluation implements Evaluation {

  private static final Path FOLDER = Path.of("logsummary-dev");
  private static final List<String> SETS = List.of("bgl", "hdfs", "HPC");
  private static final List<String> MEASURES = List.of("rouge-1", "rouge-2");

  /** Lines chosen; the best number for the most frequent templates. */
  private static final int CHOSEN = 3;

  private static final int FIRST_WORDS = 8;
  private static final int FAST_GROUPS = 10;

  @Override
  public String name() {
    return "summaries";
  }

  @Override
  public String question() {
    return "Does the gist say what people said of the same lines?";
  }

  @Override
  public String needs() {
    return "logsummary-dev/{bgl,hdfs,HPC}.txt";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    SummaryFigures figures = new SummaryFigures(name(), "most-frequent-template");
    Map<String, List<SummarizedGroup>> sets = new LinkedHashMap<>();
    for (String set : SETS) {
      Path file = settings.data().resolve(FOLDER).resolve(set + ".txt");
      List<SummarizedGroup> groups = SummarizedGroup.read(file);
      sets.put(
          set, settings.fast() ? groups.subList(0, Math.min(FAST_GROUPS, groups.size())) : groups);
    }
    sets.forEach((set, groups) -> measureChoice(set, groups, sets, settings, figures));
    sets.forEach((set, groups) -> measure(set, groups, settings, figures));
    return figures.all(MEASURES, SETS);
  }

  /** How good the gist is on each set with the numbers that are best on one of them. */
  private static void measureChoice(
      String chosenOn,
      List<SummarizedGroup> groups,
      Map<String, List<SummarizedGroup>> sets,
      EvaluationSettings settings,
      SummaryFigures figures) {
    GistRules rules = ChosenElsewhere.best(groups);
    settings.progress().accept("summaries: best on " + chosenOn + " is " + rules);
    sets.forEach(
        (set, others) -> {
          for (SummarizedGroup group : others) {
            String gist = ChosenElsewhere.gist(group, rules);
            score(set, "gist-chosen-on-" + chosenOn, gist, group, figures);
          }
        });
  }

  private static void measure(
      String set,
      List<SummarizedGroup> groups,
      EvaluationSettings settings,
      SummaryFigures figures) {
    settings.progress().accept("summaries: reading " + groups.size() + " groups of " + set);
    List<StreamWindow> windows =
        new StreamReading(settings.model(), true, true, CHOSEN)
            .read(TimedLine.inMinutes(groups.stream().map(SummarizedGroup::lines).toList()));
    List<String> before = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      SummarizedGroup group = groups.get(i);
      List<Highlight> highlights = windows.get(i).summary().highlights();
      score(set, "gist", String.join(" ", windows.get(i).summary().gist()), group, figures);
      score(
          set,
          "highlights",
          withoutValues(highlights.stream().map(Highlight::text).toList()),
          group,
          figures);
      score(set, "first-words", group.firstWords(FIRST_WORDS), group, figures);
      score(set, "regular-expression", group.mostFrequentWithoutDigits(CHOSEN), group, figures);
      for (LineRanking ranking : Rankings.ofLogs()) {
        List<String> lines = group.lines();
        List<String> chosen =
            ChosenLines.of(lines, ranking.scores(before, lines), CHOSEN).stream()
                .map(lines::get)
                .toList();
        score(set, ranking.name(), withoutValues(chosen), group, figures);
      }
      before.addAll(group.lines());
    }
  }

  private static void score(
      String set, String by, String text, SummarizedGroup group, SummaryFigures figures) {
    for (int n = 1; n <= MEASURES.size(); n++) {
      figures.add(MEASURES.get(n - 1), set, by, Rouge.f1(text, group.gold(), n));
    }
  }

  private static String withoutValues(List<String> lines) {
    return lines.stream()
        .flatMap(line -> TextSpan.of(line).stream())
        .filter(piece -> !piece.value())
        .map(TextSpan::text)
        .collect(Collectors.joining(" "));
  }
}
