package org.simbastream.savepoints.list;

import java.io.PrintStream;
import java.util.Collection;
import org.simbastream.savepoints.KeyText;

/** A listing for people. */
public final class ListingText {

  private static final String ROW = "  %,12d  %,9d  %-24s  %,11d  %,7d  %,8d  %,4d  %7.2f  %7.2f%n";
  private static final String HEAD =
      "  %12s  %9s  %-24s  %11s  %7s  %8s  %4s  %7s  %7s%n"
          .formatted(
              "tokens",
              "records",
              "last time",
              "state bytes",
              "recall",
              "patterns",
              "open",
              "|conv|",
              "|ssm|");

  private ListingText() {}

  /**
   * Prints a table of keys and the total.
   *
   * @param models name and fingerprint of the models that made the states
   */
  public static void print(KeyListing listing, Collection<String> models, PrintStream out) {
    out.printf("model %s%n", String.join(", ", models));
    int width = "total".length();
    for (KeySummary key : listing.keys()) {
      width = Math.max(width, KeyText.of(key.key()).length());
    }
    String name = "%-" + width + "s";
    out.printf(name, "key");
    out.print(HEAD);
    for (KeySummary key : listing.keys()) {
      out.printf(name, KeyText.of(key.key()));
      out.printf(
          ROW,
          key.tokens(),
          key.records(),
          KeyText.time(key.lastTime()),
          key.layerBytes(),
          key.recallBytes(),
          key.patterns(),
          key.pending(),
          key.convNorm(),
          key.ssmNorm());
    }
    Totals all = listing.totals();
    out.printf(
        "total: %,d keys (%,d listed), %,d tokens, %,d bytes of hidden state, %,d of recall, %,d"
            + " patterns%n",
        all.keys(),
        listing.keys().size(),
        all.tokens(),
        all.layerBytes(),
        all.recallBytes(),
        all.patterns());
  }

  /** Prints one key, layer by layer. */
  public static void printLayers(KeySummary key, PrintStream out) {
    out.printf("key           %s%n", KeyText.of(key.key()));
    out.printf("model         %s%n", key.model().isEmpty() ? "-" : key.model());
    out.printf("read          %,d tokens of %,d records%n", key.tokens(), key.records());
    out.printf("last time     %s%n", KeyText.time(key.lastTime()));
    out.printf("open          %,d records, %,d windows%n", key.pending(), key.windows());
    out.printf("patterns      %,d%n", key.patterns());
    out.printf("recall        %,d bytes%n", key.recallBytes());
    out.printf("hidden state  %,d bytes%n", key.layerBytes());
    key.layers()
        .forEach(
            (number, layer) ->
                out.printf(
                    "  layer %3d   %,d bytes, |conv| %.3f, |ssm| %.3f%n",
                    number, layer.bytes(), layer.convNorm(), layer.ssmNorm()));
  }
}
