package org.simbastream.model.linear;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** Where libtorch multiplies, its own profiler sees every product: none is done in Java. */
class LibtorchMultipliesTest {

  private static final int TOKENS = 40;
  private static final Outputs SURPRISAL_AND_LOGITS = new Outputs(true, true, false);

  @TempDir Path directory;

  @Test
  void fourProductsALayerAndTheHeadCoverEveryRow() throws IOException {
    try (MambaModel model = Fixture.named("tiny-f32").load(Products.LIBTORCH);
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      MambaConfiguration shape = model.configuration();
      Map<List<Integer>, Integer> rows = rowsByWeight(products(model, pass));
      assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(weights(shape, true));
      weights(shape, false)
          .forEach(
              weight ->
                  assertThat(rows.get(weight))
                      .as("rows multiplied by weights (inputs, outputs) %s", weight)
                      .isBetween(shape.layers() * TOKENS, shape.layers() * (TOKENS + 15)));
      assertThat(rows.get(List.of(shape.dModel(), shape.vocabSize()))).isBetween(1, 16);
    }
  }

  @Test
  void theEarlyReadoutMultipliesEveryTokenByTheEmbedding() throws IOException {
    try (MambaModel model = Fixture.named("own-readout").load(Products.LIBTORCH);
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      MambaConfiguration shape = model.configuration();
      Map<List<Integer>, Integer> rows = rowsByWeight(products(model, pass));
      assertThat(rows.get(List.of(shape.dModel(), shape.vocabSize())))
          .isBetween(TOKENS, TOKENS + 16 + 15);
    }
  }

  /** The products of one forward pass, as ((rows, inputs), (inputs, outputs)). */
  private List<JsonNode> products(MambaModel model, ForwardPass pass) throws IOException {
    StreamMemory memory = new StreamMemory(model.configuration().layers());
    int[] ids = new int[TOKENS];
    Path trace = directory.resolve("trace.json");
    JniUtils.startProfile(false, true, false);
    try {
      pass.run(List.of(ids), memory, SURPRISAL_AND_LOGITS);
    } finally {
      JniUtils.stopProfile(trace.toString());
    }
    List<JsonNode> products = new ArrayList<>();
    for (JsonNode event : new ObjectMapper().readTree(trace.toFile())) {
      if (event.path("name").asText().equals("aten::mm")) {
        products.add(event.get("shape"));
      }
    }
    return products;
  }

  /** By shape of the weight, (inputs, outputs): how many rows it was multiplied with. */
  private static Map<List<Integer>, Integer> rowsByWeight(List<JsonNode> products) {
    Map<List<Integer>, Integer> rows =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (JsonNode shapes : products) {
      assertThat(shapes.get(0).get(1)).as("inputs").isEqualTo(shapes.get(1).get(0));
      rows.merge(
          List.of(Fixture.ints(shapes.get(1))[0], Fixture.ints(shapes.get(1))[1]),
          shapes.get(0).get(0).intValue(),
          Integer::sum);
    }
    return rows;
  }

  private static List<List<Integer>> weights(MambaConfiguration shape, boolean head) {
    List<List<Integer>> weights = new ArrayList<>();
    weights.add(List.of(shape.dModel(), 2 * shape.dInner()));
    weights.add(List.of(shape.dInner(), shape.dtRank() + 2 * shape.dState()));
    weights.add(List.of(shape.dtRank(), shape.dInner()));
    weights.add(List.of(shape.dInner(), shape.dModel()));
    if (head) {
      weights.add(List.of(shape.dModel(), shape.vocabSize()));
    }
    return weights;
  }
}
