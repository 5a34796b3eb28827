package org.simbastream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.mamba.MambaModel;

/** A weights file that is cut, lies or does not fit is refused, cheaply and with its reason. */
class BrokenWeightsTest {

  private static final String NORM = "backbone.layers.1.norm.weight";
  private static final String FINAL_NORM = "backbone.norm_f.weight";
  private static final String IN_PROJ = "backbone.layers.0.mixer.in_proj.weight";
  private static final long MOST_BYTES = 16 << 20;

  @TempDir Path directory;
  private EditedCheckpoint checkpoint;

  @BeforeEach
  void copyFixture() throws IOException {
    checkpoint = EditedCheckpoint.of("tiny-f32", directory);
  }

  @Test
  void unbrokenCopyLoads() throws IOException {
    try (MambaModel model = MambaModel.load(checkpoint.write())) {
      assertThat(model.configuration().dModel()).isEqualTo(32);
    }
  }

  @Test
  void cutFileIsRefusedWhereverItIsCut() throws IOException {
    checkpoint.write();
    int size = (int) Files.size(directory.resolve(Checkpoint.WEIGHTS_FILE));
    int dataStart = size - checkpoint.data.length;
    for (int length : new int[] {0, 7, 8, 9, dataStart - 1, dataStart, size / 2, size - 1}) {
      checkpoint.writeCut(length);
      assertRefused("is cut");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 99_999_999})
  void headerLengthThatTheFileCannotHoldIsRefused(long length) throws IOException {
    checkpoint.writeHeaderLength(length);
    assertRefused("it says its header has " + Long.toUnsignedString(length) + " bytes");
  }

  @Test
  void headerLengthThatEndsWithinTheHeaderIsRefused() throws IOException {
    checkpoint.writeHeaderLength(100);
    assertRefused("not well-formed JSON");
  }

  @Test
  void headerThatIsNotAnObjectIsRefused() throws IOException {
    checkpoint.write("[1, 2]");
    assertRefused("not a JSON object");
  }

  @Test
  void tensorDescribedTwiceIsRefused() throws IOException {
    String header = checkpoint.header.toString();
    String twice = "{\"" + NORM + "\":" + checkpoint.tensor(NORM) + "," + header.substring(1);
    checkpoint.write(twice);
    assertRefused(NORM);
  }

  @Test
  void overlapIsRefused() throws IOException {
    long[] other = checkpoint.offsets(FINAL_NORM);
    checkpoint.offsets(NORM, other[0], other[1]).write();
    assertRefused("lies about its offsets: tensor ");
  }

  @Test
  void gapIsRefused() throws IOException {
    checkpoint.header.remove(FINAL_NORM);
    checkpoint.write();
    assertRefused("bytes");
    checkpoint = EditedCheckpoint.of("tiny-f32", directory);
    checkpoint.header.remove(NORM);
    checkpoint.write();
    assertRefused("lies about its offsets: tensor ");
  }

  @Test
  void bytesThatBelongToNoTensorAreRefused() throws IOException {
    checkpoint.data = Arrays.copyOf(checkpoint.data, checkpoint.data.length + 3);
    checkpoint.write();
    assertRefused("3 bytes that belong to no tensor");
  }

  @Test
  void offsetsBeyondTheEndOrBackwardsAreRefused() throws IOException {
    long[] found = checkpoint.offsets(NORM);
    long size = checkpoint.data.length;
    long[][] lies = {
      {size, size + 128}, {found[1], found[0]}, {-128, 0}, {Long.MAX_VALUE - 128, Long.MAX_VALUE}
    };
    for (long[] lie : lies) {
      checkpoint.offsets(NORM, lie[0], lie[1]).write();
      assertRefused("tensor " + NORM);
    }
  }

  @Test
  void lengthThatIsNotTheShapesIsRefused() throws IOException {
    checkpoint.shape(NORM, 33).write();
    assertRefused("tensor " + NORM + " is F32 [33] and takes 128 bytes, not 132");
    checkpoint.shape(NORM, 1L << 40, 1L << 40).write();
    assertRefused("tensor " + NORM, "takes 128 bytes, not more than a file can hold");
    checkpoint.shape(NORM, -32).write();
    assertRefused("tensor " + NORM + " with -32 where a whole number >= 0 belongs");
  }

  @Test
  void descriptionWithoutItsPartsIsRefused() throws IOException {
    for (String part : new String[] {"dtype", "shape", "data_offsets"}) {
      checkpoint = EditedCheckpoint.of("tiny-f32", directory);
      checkpoint.tensor(NORM).remove(part);
      checkpoint.write();
      assertRefused("tensor " + NORM + " without dtype, shape and two data_offsets");
    }
  }

  @Test
  void missingTensorIsNamed() throws IOException {
    checkpoint.header.set("renamed", checkpoint.header.remove(IN_PROJ));
    checkpoint.write();
    assertRefused("tensor " + IN_PROJ + " is missing, expected shape [128, 32]");
  }

  @Test
  void shapeIsNamedWithTheExpectedOne() throws IOException {
    checkpoint.shape(IN_PROJ, 32, 128).write();
    assertRefused("tensor " + IN_PROJ + " has shape [32, 128], expected [128, 32]");
    checkpoint.shape(IN_PROJ, 128 * 32).write();
    assertRefused("tensor " + IN_PROJ + " has shape [4096], expected [128, 32]");
  }

  @Test
  void elementTypeThatIsNotReadIsNamed() throws IOException {
    checkpoint.tensor(NORM).put("dtype", "I64");
    checkpoint.write();
    assertRefused("tensor " + NORM + " is I64, expected one of F32, F16, BF16");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void weightThatIsNotFiniteIsNamed(float value) throws IOException {
    int at = (int) checkpoint.offsets(NORM)[0] + 4 * 7;
    ByteBuffer.wrap(checkpoint.data).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, value);
    checkpoint.write();
    assertRefused("tensor " + NORM + " holds " + value + " at index 7");
  }

  @Test
  void missingWeightsAreRefused() throws IOException {
    checkpoint.writeConfig();
    assertRefused("no model.safetensors in " + directory, "no model.safetensors.index.json");
  }

  /** Refused with a message that names the place and every part, for next to no memory. */
  private void assertRefused(String... parts) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(directory).close())
        .withMessageContainingAll(parts)
        .withMessageContaining(directory.toString());
    assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
        .isLessThan(MOST_BYTES);
  }
}
