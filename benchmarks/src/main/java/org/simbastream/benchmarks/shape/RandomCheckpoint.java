package org.simbastream.benchmarks.shape;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;

/**
 * A checkpoint in the Hugging Face format with random weights, as a model is initialized: decays 1
 * to dState, time steps between 0.001 and 0.1. It has no early readout.
 */
public final class RandomCheckpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PIECE = 1 << 16; // bytes written at once

  private final Dimensions shape;
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Tensor> tensors = new ArrayList<>();

  private RandomCheckpoint(Dimensions shape) {
    this.shape = shape;
    describe();
  }

  /** A tensor's values, by the index of each and a random number in 0 … 1. */
  private interface Values {
    double at(long index, double random);
  }

  private record Tensor(String name, long[] dimensions, Values values) {
    long count() {
      return LongStream.of(dimensions).reduce(1, Math::multiplyExact);
    }
  }

  /** Writes config.json and model.safetensors into a directory, which is made if needed. */
  public static void write(Shape shape, Path directory) throws IOException {
    write(shape.dimensions(), directory);
  }

  /** Writes config.json and model.safetensors into a directory, which is made if needed. */
  public static void write(Dimensions shape, Path directory) throws IOException {
    Files.createDirectories(directory);
    RandomCheckpoint checkpoint = new RandomCheckpoint(shape);
    checkpoint.writeConfiguration(directory.resolve("config.json"));
    checkpoint.writeWeights(directory.resolve("model.safetensors"));
  }

  private void describe() {
    int dModel = shape.dModel();
    int dInner = shape.dInner();
    uniform("backbone.embeddings.weight", 0.05, shape.vocabSize(), dModel);
    for (int layer = 0; layer < shape.layers(); layer++) {
      String block = "backbone.layers." + layer + ".";
      String mixer = block + "mixer.";
      constant(block + "norm.weight", dModel);
      uniform(mixer + "in_proj.weight", Math.sqrt(3.0 / dModel), 2L * dInner, dModel);
      uniform(mixer + "conv1d.weight", 0.5, dInner, 1, shape.dConv());
      uniform(mixer + "conv1d.bias", 0.1, dInner);
      int raw = shape.dtRank() + 2 * shape.dState();
      uniform(mixer + "x_proj.weight", Math.sqrt(3.0 / dInner), raw, dInner);
      uniform(mixer + "dt_proj.weight", Math.pow(shape.dtRank(), -0.5), dInner, shape.dtRank());
      tensors.add(new Tensor(mixer + "dt_proj.bias", new long[] {dInner}, (i, r) -> timeStep(r)));
      int states = shape.dState();
      tensors.add(
          new Tensor(
              mixer + "A_log", new long[] {dInner, states}, (i, r) -> Math.log(1 + i % states)));
      constant(mixer + "D", dInner);
      uniform(mixer + "out_proj.weight", 0.5 / Math.sqrt(dInner), dModel, dInner);
    }
    constant("backbone.norm_f.weight", dModel);
    if (!shape.tiedHead()) {
      uniform("lm_head.weight", 0.05, shape.vocabSize(), dModel);
    }
  }

  private void uniform(String name, double size, long... dimensions) {
    DoubleUnaryOperator scaled = r -> size * (2 * r - 1);
    tensors.add(new Tensor(name, dimensions, (i, r) -> scaled.applyAsDouble(r)));
  }

  private void constant(String name, long... dimensions) {
    tensors.add(new Tensor(name, dimensions, (i, r) -> 1));
  }

  /** The raw value whose softplus is between 0.001 and 0.1. */
  private static double timeStep(double random) {
    double step = 0.001 * Math.pow(100, random);
    return step + Math.log(-Math.expm1(-step));
  }

  private void writeConfiguration(Path file) throws IOException {
    ObjectNode configuration = JSON.createObjectNode();
    configuration.put("model_type", "mamba");
    configuration.putArray("architectures").add("MambaForCausalLM");
    configuration.put("hidden_size", shape.dModel());
    configuration.put("num_hidden_layers", shape.layers());
    configuration.put("vocab_size", shape.vocabSize());
    configuration.put("state_size", shape.dState());
    configuration.put("conv_kernel", shape.dConv());
    configuration.put("expand", shape.dInner() / shape.dModel());
    configuration.put("intermediate_size", shape.dInner());
    configuration.put("time_step_rank", shape.dtRank());
    configuration.put("layer_norm_epsilon", 1e-5);
    configuration.put("use_bias", false);
    configuration.put("use_conv_bias", true);
    configuration.put("hidden_act", "silu");
    configuration.put("tie_word_embeddings", shape.tiedHead());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), configuration);
  }

  private void writeWeights(Path file) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long at = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", "F32");
      LongStream.of(tensor.dimensions()).forEach(entry.withArray("shape")::add);
      entry.putArray("data_offsets").add(at).add(at += tensor.count() * Float.BYTES);
    }
    byte[] bytes = header.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), PIECE)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.write(length.putLong(bytes.length).array());
      out.write(bytes);
      for (Tensor tensor : tensors) {
        writeValues(tensor, out);
      }
    }
  }

  private void writeValues(Tensor tensor, OutputStream out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < tensor.count(); i++) {
      piece.putFloat((float) tensor.values().at(i, random.nextDouble()));
      if (!piece.hasRemaining() || i + 1 == tensor.count()) {
        out.write(piece.array(), 0, piece.position());
        piece.clear();
      }
    }
  }
}
