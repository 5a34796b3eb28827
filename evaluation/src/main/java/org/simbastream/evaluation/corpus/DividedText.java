package org.simbastream.evaluation.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file, without their line feeds.
 *
 * @param training those that training may have seen
 * @param heldOut those that it has not
 */
public record DividedText(List<String> training, List<String> heldOut) {

  /** All lines. */
  public List<String> all() {
    List<String> all = new ArrayList<>(training);
    all.addAll(heldOut);
    return all;
  }

  /** Lines as a text, each with its line feed. */
  public static String join(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
