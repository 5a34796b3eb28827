package org.simbastream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.model.Fixture;
import org.simbastream.model.fuzz.AllocatedBytes;
import org.simbastream.model.fuzz.Damage;

/**
 * Whatever the files of a checkpoint hold, they are read or refused with a {@link
 * CheckpointException}, and memory is taken for what is there, not for what is claimed.
 */
class HostileCheckpointTest {

  private static final long MOST_BYTES = 8 << 20;

  private static Path scratch;

  @BeforeContainer
  static void makeScratch() throws IOException {
    scratch = Files.createTempDirectory("simba-hostile-");
  }

  @AfterContainer
  static void removeScratch() throws IOException {
    for (String name : List.of(Checkpoint.WEIGHTS_FILE, MambaConfiguration.FILE)) {
      Files.deleteIfExists(scratch.resolve(name));
    }
    Files.delete(scratch);
  }

  @Property(seed = "11", tries = 1000)
  void anyBytesForWeights(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
    openWeights(bytes);
  }

  @Property(seed = "12", tries = 1000)
  void anyHeaderForWeights(@ForAll @Size(max = 200) byte[] header) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    openWeights(file.putLong(header.length).put(header).array());
  }

  @Property(seed = "13", tries = 1000)
  void aDamagedHeaderOfWeights(
      @ForAll @Size(min = 1, max = 3) List<@From("textDamage") Damage> damage) throws IOException {
    byte[] intact = fixture(Checkpoint.WEIGHTS_FILE);
    int headerLength = (int) ByteBuffer.wrap(intact).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = new byte[headerLength];
    System.arraycopy(intact, 8, header, 0, headerLength);
    for (Damage one : damage) {
      header = one.applyTo(header);
    }
    int data = intact.length - 8 - headerLength;
    ByteBuffer file = ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header).put(intact, 8 + headerLength, data);
    openWeights(file.array());
  }

  @Property(seed = "14", tries = 500)
  void aTensorOfAnyNumbers(
      @ForAll @Size(max = 6) List<Long> shape, @ForAll long begin, @ForAll long end)
      throws IOException {
    String header =
        "{\"x\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}}"
            .formatted(shape, begin, end);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    openWeights(file.putLong(text.length).put(text).array());
  }

  @Property(seed = "15", tries = 1000)
  void aDamagedConfiguration(
      @ForAll @Size(min = 1, max = 3) List<@From("textDamage") Damage> damage) throws IOException {
    byte[] bytes = fixture(MambaConfiguration.FILE);
    for (Damage one : damage) {
      bytes = one.applyTo(bytes);
    }
    readConfiguration(bytes);
  }

  @Property(seed = "16", tries = 500)
  void aConfigurationOfAnyNumbers(
      @ForAll @Size(min = 8, max = 8) List<@LongRange(min = -3, max = 1L << 40) Long> numbers)
      throws IOException {
    String json =
        ("{\"model_type\":\"mamba\",\"hidden_size\":%d,\"vocab_size\":%d,\"num_hidden_layers\":%d,"
                + "\"state_size\":%d,\"conv_kernel\":%d,\"time_step_rank\":%d,\"expand\":%d,"
                + "\"bos_token_id\":%d}")
            .formatted(numbers.toArray());
    readConfiguration(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aConfigurationThatIsNoConfigurationBySizeIsNotReadAtAll(@TempDir Path directory)
      throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve(MambaConfiguration.FILE).toFile(), "rw")) {
      file.setLength(3L << 30); // sparse: more than an array can hold
    }
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaConfiguration.read(directory))
        .withMessageContaining("3221225472 bytes");
  }

  @Test
  void aTensorOfMoreThanAnArrayCanHoldIsRefused(@TempDir Path directory) throws IOException {
    long elements = 1L << 31;
    String header =
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(elements, 2 * elements);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Path path = directory.resolve(Checkpoint.WEIGHTS_FILE);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(
          ByteBuffer.allocate(8 + text.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(text.length)
              .put(text)
              .array());
      file.setLength(8 + text.length + 2 * elements); // sparse
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      Weights weights = new Weights(file);
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> weights.array("x", elements))
          .withMessageContaining("tensor x");
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> weights.direct("x", elements))
          .withMessageContaining("tensor x");
    }
  }

  @Provide
  Arbitrary<Damage> textDamage() {
    return Damage.ofText();
  }

  private static void openWeights(byte[] bytes) throws IOException {
    Path path = scratch.resolve(Checkpoint.WEIGHTS_FILE);
    Files.write(path, bytes);
    AllocatedBytes allocated = new AllocatedBytes();
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.tensors()).isNotNull();
    } catch (CheckpointException e) {
      assertThat(e).hasMessageContaining(path.toString());
    }
    assertThat(allocated.get()).isLessThan(MOST_BYTES);
  }

  private static void readConfiguration(byte[] bytes) throws IOException {
    Path path = scratch.resolve(MambaConfiguration.FILE);
    Files.write(path, bytes);
    AllocatedBytes allocated = new AllocatedBytes();
    try {
      assertThat(MambaConfiguration.read(scratch).stateBytesPerKey()).isPositive();
    } catch (CheckpointException e) {
      assertThat(e).hasMessageContaining(path.toString());
    }
    assertThat(allocated.get()).isLessThan(MOST_BYTES);
  }

  private static byte[] fixture(String name) {
    try {
      return Files.readAllBytes(Fixture.named("own-tied").directory().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
