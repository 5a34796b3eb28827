package org.simbastream.evaluation;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs parts of the evaluation, one after the other. */
public final class EvaluationRun {

  private final List<Evaluation> parts;
  private final Set<String> named;

  /**
   * A run.
   *
   * @param parts all parts there are
   * @param named the names of those to run; all parts if it is empty
   * @throws IllegalArgumentException if there is no part of a name
   */
  public EvaluationRun(List<Evaluation> parts, Set<String> named) {
    this.parts = List.copyOf(parts);
    this.named = Set.copyOf(named);
    List<String> names = parts.stream().map(Evaluation::name).toList();
    for (String name : named) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "--part " + name + ": there is no such part, only " + String.join(", ", names));
      }
    }
  }

  /**
   * Measures.
   *
   * @throws MissingDataException if a part was named whose data is missing; one that was not named
   *     is skipped
   * @throws IOException if data can't be read
   */
  public List<Section> run(EvaluationSettings settings) throws IOException {
    List<Section> sections = new ArrayList<>();
    for (Evaluation part : parts) {
      if (named.isEmpty() || named.contains(part.name())) {
        sections.add(section(part, settings));
      }
    }
    return sections;
  }

  private static List<Figure> measured(Evaluation part, EvaluationSettings settings)
      throws IOException {
    try {
      return part.run(settings);
    } catch (NoSuchFileException e) {
      throw new MissingDataException("there is no file " + e.getFile());
    } catch (IOException e) {
      throw new MissingDataException("its data can't be read: " + e);
    }
  }

  private Section section(Evaluation part, EvaluationSettings settings) throws IOException {
    settings.progress().accept(part.name() + ": " + part.question());
    try {
      return new Section(part, new Figures(measured(part, settings)), "");
    } catch (MissingDataException e) {
      if (!named.isEmpty()) {
        throw new MissingDataException(
            "part " + part.name() + " needs " + part.needs() + ": " + e.getMessage());
      }
      settings.progress().accept(part.name() + " is skipped: " + e.getMessage());
      return new Section(part, new Figures(List.of()), e.getMessage());
    }
  }
}
