package org.simbastream.evaluation.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.BundledModel;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.model.simba.SimbaSettings;

/** What is planted, what lies between, and what is asked. */
class PlantedFactTest {

  private static final List<String> LOG =
      Stream.iterate(1, i -> i + 1).limit(50).map(i -> "request " + i + " served").toList();
  private static final int[] DISTANCES = {128, 512};

  @Test
  void valuesOfFactAndControlAreAsLongAndDifferFromTheFirstDigitOn() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      PlantedFact fact = PlantedFact.draw(random);
      assertThat(fact.value()).hasSize(5).matches("[1-9][0-9]+");
      assertThat(fact.otherValue()).hasSize(5).matches("[1-9][0-9]+");
      assertThat(fact.value().charAt(0)).isNotEqualTo(fact.otherValue().charAt(0));
      assertThat(fact.line("12345")).contains(fact.identifier()).endsWith("12345");
    }
  }

  @Test
  void questionIsTheLineUpToItsValueAndTheAnswerTheValueAlone() {
    BundledModel.use(
        (model, records) -> {
          SplittableRandom random = new SplittableRandom(2);
          for (int i = 0; i < 50; i++) {
            PlantedFact fact = PlantedFact.draw(random);
            Question question = Question.of(fact, records);
            int[] line = records.record(fact.line(fact.value()));
            int[] asked = Records.concatenate(List.of(question.prompt(), question.answer()));
            assertThat(question.answer()).isNotEmpty();
            assertThat(asked)
                .hasSizeLessThan(line.length)
                .isEqualTo(Arrays.copyOf(line, asked.length));
            int[] other = records.record(fact.line(fact.otherValue()));
            assertThat(other).startsWith(question.prompt());
            assertThat(Arrays.copyOf(other, asked.length)).isNotEqualTo(asked);
          }
        });
  }

  @Test
  void factAndControlAreTheSameStreamButForTheValueAndReachEveryDistance() {
    BundledModel.use(
        (model, records) -> {
          Trial trial = Trial.draw(records, LOG, DISTANCES, 64, new SplittableRandom(3));
          int said = 0;
          for (int i = 0; i < DISTANCES.length; i++) {
            int[] fact = Records.concatenate(trial.fact().get(i));
            int[] control = Records.concatenate(trial.control().get(i));
            if (i == 0) {
              assertThat(trial.fact().get(0).get(0)).startsWith(records.start());
              assertThat(fact).isNotEqualTo(control);
              assertThat(trial.fact().get(0).get(0)).isEqualTo(trial.control().get(0).get(0));
              said = trial.fact().get(0).get(0).length;
            } else {
              assertThat(fact).isEqualTo(control);
            }
            said += i == 0 ? fact.length - said : fact.length;
            int before = trial.fact().get(0).get(0).length;
            assertThat(said - before).isBetween(DISTANCES[i], DISTANCES[i] + 80);
          }
          assertThat(Records.concatenate(trial.fact().get(0)))
              .containsSubsequence(trial.question().answer());
        });
  }

  @Test
  void rankAndLikelihoodAreThoseOfTheWord() {
    float[] logits = {1, 3, 2, 3};
    assertThat(Answer.rank(logits, 0)).isEqualTo(4);
    assertThat(Answer.rank(logits, 2)).isEqualTo(3);
    assertThat(Answer.rank(logits, 1)).isEqualTo(2); // another is as likely
    double sum = Math.exp(1) + Math.exp(2) + 2 * Math.exp(3);
    assertThat(Answer.logLikelihood(logits, 2)).isCloseTo(2 - Math.log(sum), within(1e-6));
  }

  @Test
  void gainIsPairedTrialByTrial() {
    List<Answer> fact = List.of(new Answer(-1, 2), new Answer(-3, 4));
    List<Answer> control = List.of(new Answer(-2, 10), new Answer(-4, 30));
    Figures figures = new Figures(FlowEvaluation.figures("f", fact, control));
    assertThat(figures.value("f.gain")).isEqualTo(1);
    assertThat(figures.spread("f.gain")).isZero();
    assertThat(figures.value("f.rank")).isEqualTo(3);
    assertThat(figures.value("f.control-rank")).isEqualTo(20);
  }

  @Test
  void factJustSaidIsBetterKnownThanInTheControl() {
    BundledModel.use(
        (model, records) -> {
          Trial trial = Trial.draw(records, LOG, new int[] {1}, 1, new SplittableRandom(4));
          try (FactReader reader = new FactReader(model, SimbaSettings.DENSE)) {
            Answer fact = reader.read(List.of(trial), Trial::fact).get(0).get(0);
            Answer control = reader.read(List.of(trial), Trial::control).get(0).get(0);
            assertThat(fact.logLikelihood()).isGreaterThan(control.logLikelihood());
            assertThat(reader.work().ratio()).isEqualTo(1);
          }
        });
  }
}
