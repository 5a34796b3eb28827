package org.simbastream.savepoints.list;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Collection;

/** A listing for programs: one JSON object per line and key; the last one is the total. */
public final class ListingJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ListingJson() {}

  /** Prints the listing. */
  public static void print(KeyListing listing, Collection<String> models, PrintStream out) {
    listing.keys().forEach(key -> out.println(object(key)));
    Totals all = listing.totals();
    ObjectNode total = JSON.createObjectNode();
    ArrayNode names = total.putArray("models");
    models.forEach(names::add);
    total.put("keys", all.keys());
    total.put("tokens", all.tokens());
    total.put("stateBytes", all.layerBytes());
    total.put("recallBytes", all.recallBytes());
    total.put("patterns", all.patterns());
    out.println(JSON.createObjectNode().set("total", total).toString());
  }

  private static ObjectNode object(KeySummary key) {
    ObjectNode node = JSON.createObjectNode();
    node.put("key", key.key());
    node.put("model", key.model());
    node.put("tokens", key.tokens());
    node.put("records", key.records());
    if (key.lastTime() != Long.MIN_VALUE) {
      node.put("lastTime", key.lastTime());
    }
    node.put("stateBytes", key.layerBytes());
    node.put("recallBytes", key.recallBytes());
    node.put("patterns", key.patterns());
    node.put("pendingRecords", key.pending());
    node.put("windows", key.windows());
    node.put("convNorm", key.convNorm());
    node.put("ssmNorm", key.ssmNorm());
    ArrayNode layers = node.putArray("layers");
    key.layers()
        .forEach(
            (number, layer) ->
                layers
                    .addObject()
                    .put("layer", number)
                    .put("bytes", layer.bytes())
                    .put("convNorm", layer.convNorm())
                    .put("ssmNorm", layer.ssmNorm()));
    return node;
  }
}
