package org.simbastream.model.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.mamba.MambaModel;

class ModelLocationTest {

  @Test
  void bundledModelIsTheRepositorysAndKeepsItsName() {
    try (MambaModel bundled = ModelLocation.read(ModelLocation.BUNDLED, MambaModel::load)) {
      String fingerprint = Checkpoint.open(Fixture.simbaStart().directory()).fingerprint();
      assertThat(bundled.label()).isEqualTo("simba-logs@" + fingerprint);
    }
  }

  @Test
  void anythingElseIsADirectory() {
    Path directory = Fixture.named("tiny-f32").directory();
    Path read = ModelLocation.read(directory.toString(), path -> path);
    assertThat(read).isEqualTo(directory);
  }

  @Test
  void unpackedModelIsGoneAfterReadingAndAfterFailing() {
    AtomicReference<Path> unpacked = new AtomicReference<>();
    ModelLocation.read(ModelLocation.BUNDLED, unpacked::getAndSet); // keeps the path it is given
    assertThat(unpacked.get()).doesNotExist();
    assertThat(unpacked.get().getParent()).doesNotExist();
    assertThatIllegalStateException()
        .isThrownBy(() -> ModelLocation.read(ModelLocation.BUNDLED, path -> fail(unpacked, path)));
    assertThat(unpacked.get().getParent()).doesNotExist();
  }

  private static Path fail(AtomicReference<Path> seen, Path path) {
    assertThat(path.resolve(Checkpoint.TOKENIZER_FILE)).exists();
    seen.set(path);
    throw new IllegalStateException("the reader's own");
  }
}
