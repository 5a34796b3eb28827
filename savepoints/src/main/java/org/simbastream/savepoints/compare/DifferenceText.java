package org.simbastream.savepoints.compare;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.simbastream.savepoints.KeyText;
import org.simbastream.savepoints.compare.KeyDifference.LayerDifference;
import org.simbastream.savepoints.compare.KeyDifference.Where;

/** Differences for people. */
public final class DifferenceText {

  private DifferenceText() {}

  /** One key in a line, and its layers in another if they differ. */
  public static String of(KeyDifference d) {
    String key = KeyText.of(d.key());
    if (d.where() != Where.IN_BOTH) {
      boolean inA = d.where() == Where.ONLY_IN_A;
      return "%s: only in %s, %,d tokens"
          .formatted(key, inA ? "A" : "B", inA ? d.tokensInA() : d.tokensInB());
    }
    StringBuilder text = new StringBuilder(key).append(": ");
    text.append(
        d.tokensInA() == d.tokensInB()
            ? "%,d tokens".formatted(d.tokensInA())
            : "%,d tokens in A, %,d in B".formatted(d.tokensInA(), d.tokensInB()));
    if (!d.layers().isEmpty()) {
      LayerDifference most =
          d.layers().stream()
              .max(Comparator.comparingDouble(LayerDifference::greatest))
              .orElseThrow();
      text.append("; hidden state up to ").append(number(most.greatest()));
      text.append(" (layer ").append(most.layer()).append(')');
    }
    if (!d.parts().isEmpty()) {
      text.append("; ").append(String.join(", ", d.parts()));
    }
    if (!d.layers().isEmpty()) {
      text.append(System.lineSeparator()).append("  by layer:");
      text.append(
          d.layers().stream()
              .map(l -> " %d %s".formatted(l.layer(), number(l.greatest())))
              .collect(Collectors.joining(",")));
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? "everything" : String.format(Locale.ROOT, "%.2g", value);
  }
}
