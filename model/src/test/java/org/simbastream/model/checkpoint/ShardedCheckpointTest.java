package org.simbastream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.fuzz.AllocatedBytes;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** Checkpoints in several files with an index: read, and refused where they don't fit together. */
class ShardedCheckpointTest {

  private static final String NAME = "own-untied";
  private static final String TENSOR = "backbone.norm_f.weight";

  @TempDir Path scratch;
  private Path directory;
  private ShardedFixture sharded;

  @BeforeEach
  void shard() throws IOException {
    directory = scratch.resolve("sharded");
    sharded = ShardedFixture.write(NAME, directory, 3);
  }

  @Test
  void itIsTheModelOfTheUnshardedFile() {
    assertThat(lastLogits(directory)).isEqualTo(lastLogits(Fixture.named(NAME).directory()));
  }

  @Test
  void theFingerprintDependsOnTheWeightsAndNotOnHowTheyAreCut() throws IOException {
    Path otherCut = scratch.resolve("otherCut");
    ShardedFixture.write(NAME, otherCut, 5);
    String fingerprint = Checkpoint.open(directory).fingerprint();
    assertThat(Checkpoint.open(otherCut).fingerprint()).isEqualTo(fingerprint);
    Path lastShard = directory.resolve(sharded.shard(2));
    byte[] bytes = Files.readAllBytes(lastShard);
    bytes[bytes.length - 1] ^= 1;
    Files.write(lastShard, bytes);
    assertThat(Checkpoint.open(directory).fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void oneFileCountsMoreThanShardsBesideIt() throws IOException {
    Path one = Fixture.named(NAME).directory().resolve(Checkpoint.WEIGHTS_FILE);
    Files.copy(one, directory.resolve(Checkpoint.WEIGHTS_FILE));
    Files.delete(directory.resolve(sharded.shard(0)));
    assertThat(lastLogits(directory)).isEqualTo(lastLogits(Fixture.named(NAME).directory()));
  }

  @Test
  void loadingHoldsNoMoreThanLoadingOneFile() {
    long ofOne = bytesToLoad(Fixture.named(NAME).directory());
    assertThat(bytesToLoad(directory)).isLessThan(ofOne + (1 << 20));
  }

  @Test
  void missingShardIsNamed() throws IOException {
    Files.delete(directory.resolve(sharded.shard(1)));
    assertRefused(ShardIndex.FILE, "names the shard " + sharded.shard(1), "not there", "download");
  }

  @Test
  void shardThatTheIndexDoesNotNameIsRefused() throws IOException {
    sharded.writeShard("model-00001-of-00002.safetensors", List.of(TENSOR));
    assertRefused("model-00001-of-00002.safetensors is a shard that", "does not name", "remove it");
  }

  @Test
  void tensorThatItsShardLacksIsNamedWithTheShard() throws IOException {
    String shard = sharded.map().get(TENSOR).textValue();
    List<String> without = new ArrayList<>(sharded.tensors(shard));
    without.remove(TENSOR);
    sharded.writeShard(shard, without);
    assertRefused(shard + " lacks tensor " + TENSOR, ShardIndex.FILE, "download");
  }

  @Test
  void tensorThatTheIndexDoesNotListIsNamedWithTheShard() throws IOException {
    String shard = sharded.map().remove(TENSOR).textValue();
    sharded.writeIndex();
    assertRefused(shard + " holds tensor " + TENSOR, "does not list", "download");
  }

  @Test
  void tensorInTwoShardsIsNamedWithBoth() throws IOException {
    String shard = sharded.map().get(TENSOR).textValue();
    String other = sharded.shard(0).equals(shard) ? sharded.shard(1) : sharded.shard(0);
    List<String> more = new ArrayList<>(sharded.tensors(other));
    more.add(TENSOR);
    sharded.writeShard(other, more);
    assertRefused(other + " holds tensor " + TENSOR, "puts into " + shard, "download");
  }

  @Test
  void tensorOfAnotherShapeIsNamedWithItsShard() throws IOException {
    Files.writeString(
        directory.resolve(MambaConfiguration.FILE),
        Files.readString(directory.resolve(MambaConfiguration.FILE))
            .replace("\"state_size\":8", "\"state_size\":9"));
    assertRefused("safetensors: tensor backbone.layers.0.mixer.", "has shape [", "expected [");
  }

  @Test
  void aCutShardIsNamed() throws IOException {
    Path shard = directory.resolve(sharded.shard(2));
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(bytes, bytes.length - 10));
    assertRefused(shard + " is cut");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"weight_map\": 3}",
        "{\"weight_map\": {}}",
        "{\"weight_map\": {\"a\": 3}}",
        "{\"weight_map\": {\"a\": \"../model.safetensors\"}}",
        "{\"weight_map\": {\"a\": \"/model.safetensors\"}}",
        "{\"weight_map\": {\"a\": \"model.bin\"}}",
        "{\"weight_map\": {\"a\": \"x.safetensors\", \"a\": \"y.safetensors\"}}",
        "{\"weight_map\": "
      })
  void anIndexThatIsNoneIsRefused(String text) throws IOException {
    Files.writeString(directory.resolve(ShardIndex.FILE), text);
    assertRefused(ShardIndex.FILE);
  }

  private void assertRefused(String... parts) {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(directory).close())
        .withMessageContainingAll(parts)
        .withMessageContaining(directory.toString());
  }

  private static long bytesToLoad(Path directory) {
    MambaModel.load(directory).close(); // classes are loaded by now
    AllocatedBytes allocated = new AllocatedBytes();
    MambaModel.load(directory).close();
    return allocated.get();
  }

  private static float[] lastLogits(Path directory) {
    try (MambaModel model = MambaModel.load(directory);
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      int[] ids = {3, 1, 4, 1, 5};
      return pass.run(List.of(ids), memory, Outputs.LAST_LOGITS).get(0).lastLogits();
    }
  }
}
