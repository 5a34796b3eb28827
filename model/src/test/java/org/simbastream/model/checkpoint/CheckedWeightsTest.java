package org.simbastream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.fuzz.AllocatedBytes;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.MambaModel;

/** A checkpoint that is only checked is found to be what it is found to be when it is loaded. */
class CheckedWeightsTest {

  private static final String OUT = "backbone.layers.1.mixer.out_proj.weight";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("org.simbastream.model.Fixture#allAndSimbaStart")
  void whatCanBeLoadedPassesAndHasItsLabel(String name) {
    Fixture fixture = Fixture.named(name);
    try (WrittenLog log = WrittenLog.open();
        MambaModel model = fixture.load()) {
      MambaModel.check(fixture.directory());
      assertThat(MambaModel.checkedLabel(fixture.directory(), Products.best()))
          .isEqualTo(model.label());
      assertThat(log.lines()).as("every tensor is asked for").isEmpty();
    }
  }

  /** Makes a good checkpoint a bad one. */
  interface Fault {
    void write(EditedCheckpoint checkpoint) throws IOException;
  }

  static Stream<Fault> faults() {
    return Stream.of(
        checkpoint -> checkpoint.writeConfig(),
        checkpoint -> checkpoint.writeCut(5_000),
        checkpoint -> checkpoint.writeCut(7),
        checkpoint -> checkpoint.writeHeaderLength(1L << 40),
        checkpoint -> {
          checkpoint.config.put("num_hidden_layers", 5);
          checkpoint.write();
        },
        checkpoint -> {
          checkpoint.config.put("vocab_size", 98);
          checkpoint.write();
        },
        checkpoint -> {
          checkpoint.config.put("simba_exit_layer", 2);
          checkpoint.write();
        },
        checkpoint -> checkpoint.shape(OUT, 64, 32).write(),
        checkpoint -> {
          checkpoint.tensor(OUT).put("dtype", "I32");
          checkpoint.write();
        },
        checkpoint -> checkpoint.append("rest", "F32", 2, 4).write());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatCannotBeLoadedIsRefusedWithTheSameMessage(Fault fault) throws IOException {
    fault.write(EditedCheckpoint.of("tiny-f32", directory));
    Throwable whenLoaded = catchThrowable(() -> MambaModel.load(directory).close());
    assertThat(whenLoaded).isInstanceOf(CheckpointException.class);
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.check(directory))
        .withMessage(whenLoaded.getMessage());
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.checkedLabel(directory, Products.best()))
        .withMessage(whenLoaded.getMessage());
  }

  @Test
  void valuesAreReadForALabelOnly() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    ByteBuffer data = ByteBuffer.wrap(checkpoint.data).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat((int) checkpoint.offsets(OUT)[0] + 8, Float.NaN);
    checkpoint.write();
    MambaModel.check(directory);
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.checkedLabel(directory, Products.best()))
        .withMessageContaining("tensor " + OUT + " holds NaN at index 2");
  }

  /** 7 GB of weights, all of them holes in the file. */
  @Test
  void largeModelTakesNoMemoryAndItsLengthIsStillChecked() throws IOException {
    EditedCheckpoint checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    Map<Long, Long> larger = Map.of(32L, 8192L, 64L, 16384L, 128L, 32768L);
    checkpoint.config.put("hidden_size", 8192).put("intermediate_size", 16384);
    checkpoint.data = new byte[0];
    long end = 0;
    checkpoint.header.remove("__metadata__");
    for (Map.Entry<String, JsonNode> tensor : checkpoint.header.properties()) {
      ArrayNode shape = (ArrayNode) tensor.getValue().get("shape");
      long begin = end;
      long elements = 1;
      for (int i = 0; i < shape.size(); i++) {
        long dimension = shape.get(i).longValue();
        shape.set(i, shape.numberNode(larger.getOrDefault(dimension, dimension)));
        elements *= shape.get(i).longValue();
      }
      end += 4 * elements;
      checkpoint.offsets(tensor.getKey(), begin, end);
    }
    checkpoint.write();
    int header = 8 + checkpoint.header.toString().getBytes(StandardCharsets.UTF_8).length;
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve(Checkpoint.WEIGHTS_FILE).toFile(), "rw")) {
      file.setLength(header + end);
      assertThat(end).isGreaterThan(6L << 30);
      AllocatedBytes allocated = new AllocatedBytes();
      MambaModel.check(directory);
      assertThat(allocated.get()).isLessThan(64 << 20); // what loads classes included

      file.setLength(header + end - 1);
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> MambaModel.check(directory))
          .withMessageContaining("is cut or lies about its offsets");
    }
  }
}
