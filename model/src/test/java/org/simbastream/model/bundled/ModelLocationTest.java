package org.simbastream.model.bundled;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
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
  void theBundledModelIsUnpackedOnceWhateverLoadsThisClass() throws Exception {
    Path unpacked = ModelLocation.read(ModelLocation.BUNDLED, path -> path);
    assertThat(unpacked.resolve(Checkpoint.TOKENIZER_FILE)).exists();
    Path read = ModelLocation.read(ModelLocation.BUNDLED, path -> path);
    assertThat(read).isEqualTo(unpacked);
    URL[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(ModelLocationTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader other =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> again = other.loadClass(ModelLocation.class.getName());
      Function<Path, Path> itself = path -> path;
      assertThat(again).isNotEqualTo(ModelLocation.class);
      assertThat(
              again
                  .getMethod("read", String.class, Function.class)
                  .invoke(null, ModelLocation.BUNDLED, itself))
          .isEqualTo(unpacked);
    }
  }

  @Test
  void theUnpackedModelGoesWithItsProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Unpacking.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path unpacked = Path.of(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    assertThat(process.waitFor()).isZero();
    assertThat(unpacked.getFileName()).hasToString("simba-logs");
    assertThat(unpacked.getParent()).doesNotExist();
  }

  /** Says where the model is, and ends. */
  static final class Unpacking {

    private Unpacking() {}

    public static void main(String[] args) {
      Path directory = ModelLocation.read(ModelLocation.BUNDLED, path -> path);
      if (!Files.isDirectory(directory)) {
        throw new IllegalStateException(directory + " is not there");
      }
      System.out.println(directory);
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
