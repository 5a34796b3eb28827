package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.simbastream.savepoints.Progress;
import org.simbastream.savepoints.list.KeyListing;
import org.simbastream.savepoints.list.KeyOrder;
import org.simbastream.savepoints.list.ListingJson;
import org.simbastream.savepoints.list.ListingText;
import org.simbastream.savepoints.savepoint.Savepoint;
import picocli.CommandLine.Option;

/** What is listed of a savepoint, and how. */
final class StateListOptions {

  @Option(names = "--key", paramLabel = "KEY", description = "List only this key, layer by layer.")
  private String key;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "The greatest number of keys listed, 0 for all; default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "TOKENS",
      description = "The order of the keys: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private KeyOrder order;

  @Option(
      names = "--json",
      description = "Print one JSON object per line; the last one is the total.")
  private boolean json;

  void list(String location, PrintStream out, PrintStream err) throws IOException {
    if (top < 0) {
      throw new IllegalArgumentException("--top is " + top + ": give at least 0");
    }
    Savepoint savepoint = Savepoint.open(location);
    Progress progress = new Progress(line -> err.println("simba: " + line));
    KeyListing listing =
        key != null
            ? KeyListing.of(savepoint, key)
            : KeyListing.of(savepoint, order, top == 0 ? Integer.MAX_VALUE : top, progress);
    PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
    if (json) {
      ListingJson.print(listing, savepoint.models(), text);
    } else if (key != null) {
      ListingText.printLayers(listing.keys().get(0), text);
    } else {
      ListingText.print(listing, savepoint.models(), text);
    }
    text.flush();
  }
}
