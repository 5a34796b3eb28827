package org.simbastream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.surprisal.Surprisals;

/** Which parts run, and what happens to those without data. */
class EvaluationRunTest {

  private static final Evaluation FULL = new Part("full", List.of(Figure.of("full.x", 1, "", "")));
  private static final Evaluation EMPTY = new Part("empty", null);

  private final List<String> progress = new ArrayList<>();

  @Test
  void partWithoutDataIsSkippedWithANotice() throws IOException {
    List<Section> sections = run();
    assertThat(sections).extracting(s -> s.part().name()).containsExactly("full", "empty");
    assertThat(sections.get(0).figures().value("full.x")).isEqualTo(1);
    assertThat(sections.get(1).skipped()).isEqualTo("no folder");
    assertThat(progress).contains("empty is skipped: no folder");
  }

  @Test
  void partWithoutDataThatWasNamedIsAnError() {
    assertThatExceptionOfType(MissingDataException.class)
        .isThrownBy(() -> run("empty"))
        .withMessage("part empty needs files: no folder");
  }

  @Test
  void onlyNamedPartsRunAndUnknownOnesAreRefused() throws IOException {
    assertThat(run("full")).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("ful"))
        .withMessageContaining("--part ful")
        .withMessageContaining("full, empty");
  }

  @Test
  void figuresOfOneNameAreAMistake() {
    Figure figure = Figure.of("x", 1, "", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Figures(List.of(figure, figure)))
        .withMessageContaining("named x");
  }

  private List<Section> run(String... named) throws IOException {
    return new EvaluationRun(List.of(FULL, EMPTY), Set.of(named))
        .run(
            new EvaluationSettings(
                null,
                Optional.empty(),
                Surprisals.OF_THE_MODEL,
                Optional.empty(),
                Path.of("."),
                Set.of(),
                true,
                1,
                progress::add));
  }

  /** A part that has its figures already, or no data. */
  private record Part(String name, List<Figure> figures) implements Evaluation {

    @Override
    public String question() {
      return "What?";
    }

    @Override
    public String needs() {
      return "files";
    }

    @Override
    public List<Figure> run(EvaluationSettings settings) {
      if (figures == null) {
        throw new MissingDataException("no folder");
      }
      return figures;
    }
  }
}
