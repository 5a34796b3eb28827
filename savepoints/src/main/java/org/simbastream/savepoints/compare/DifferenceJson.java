package org.simbastream.savepoints.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Differences for programs: one JSON object per line and key; the last one is the total. */
public final class DifferenceJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DifferenceJson() {}

  /** One key. */
  public static String of(KeyDifference difference) {
    ObjectNode node = JSON.createObjectNode();
    node.put("key", difference.key());
    node.put("where", difference.where().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    node.put("tokensInA", difference.tokensInA());
    node.put("tokensInB", difference.tokensInB());
    ArrayNode layers = node.putArray("layers");
    for (KeyDifference.LayerDifference layer : difference.layers()) {
      ObjectNode object = layers.addObject().put("layer", layer.layer());
      put(object, "conv", layer.conv());
      put(object, "ssm", layer.ssm());
    }
    ArrayNode parts = node.putArray("parts");
    difference.parts().forEach(parts::add);
    return node.toString();
  }

  /** The total counts. */
  public static String total(SavepointComparison counted) {
    ObjectNode total = JSON.createObjectNode();
    total.put("onlyInA", counted.onlyInA());
    total.put("onlyInB", counted.onlyInB());
    total.put("differ", counted.differ());
    total.put("equal", counted.equal());
    return JSON.createObjectNode().set("total", total).toString();
  }

  /** JSON has no infinity: null then. */
  private static void put(ObjectNode object, String name, double value) {
    if (Double.isInfinite(value)) {
      object.putNull(name);
    } else {
      object.put(name, value);
    }
  }
}
