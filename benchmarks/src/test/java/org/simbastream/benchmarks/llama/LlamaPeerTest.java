package org.simbastream.benchmarks.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.benchmarks.shape.Dimensions;
import org.simbastream.benchmarks.shape.RandomCheckpoint;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** llama.cpp itself, with small models. */
class LlamaPeerTest {

  private static final String PROMPT = "thequickbrownfoxjumpsoverthelazydog";
  private static final int TOKENS = 40;

  /** Bytes that are no text by themselves, and the end of text, which llama.cpp bars itself. */
  private static final Set<Integer> BARRED =
      IntStream.concat(IntStream.of(0), IntStream.range(128, 256))
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  @TempDir Path directory;

  @Test
  @Tag("peer") // llama.cpp b4916 now and then begins with another state than zero
  void trainedModelContinuesAsOurs() throws IOException {
    assertThat(distinctTokensOfEqualContinuations(Fixture.named("own-trained").directory()))
        .isGreaterThan(5);
  }

  @Test
  @Tag("peer")
  void randomModelWithAnUntiedHeadContinuesAsOurs() throws IOException {
    Path checkpoint = directory.resolve("checkpoint");
    RandomCheckpoint.write(new Dimensions(64, 3, 400, false), checkpoint);

    assertThat(distinctTokensOfEqualContinuations(checkpoint)).isGreaterThan(5);
  }

  @Test
  void everyTokenOfEveryPromptIsReadAndEveryTokenAskedForIsWritten() throws IOException {
    Path log = directory.resolve("llama.log");
    Path file = tiny();
    try (LlamaPeer peer = LlamaPeer.load(file, 2, log)) {
      assertThat(peer.promptTokensPerSecond(2048)).isPositive();
      assertThat(peer.promptTokensPerSecond(2048)).isPositive();
      assertThat(peer.decodedTokensPerSecond(30)).isPositive();
    }
    LlamaPeer.load(file, 1).close(); // turns the log off, and so waits until it is written

    String text = Files.readString(log);
    assertThat(counts(text, "prompt eval time")).containsExactly(64, 2048, 2048, 1);
    assertThat(counts(text, " +eval time")).containsExactly(1, 1, 1, 30);
  }

  @Test
  void moreThanTheContextHoldsIsRefused() throws IOException {
    try (LlamaPeer peer = LlamaPeer.load(tiny(), 1)) {
      assertThatThrownBy(() -> peer.promptTokensPerSecond(LlamaPeer.CONTEXT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("can't read 16384 tokens and write 1");
    }
  }

  @Test
  void fileThatIsNoModelIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("model.gguf"), "GGUF, or so it says");

    assertThatThrownBy(() -> LlamaPeer.load(file, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void platformWithoutLlamaIsToldThatItIsOptional() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dos.arch=riscv64",
                "-cp",
                System.getProperty("java.class.path"),
                Loading.class.getName(),
                tiny().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said)
        .contains("IllegalStateException: llama.cpp can't be loaded on", "riscv64")
        .contains("It is optional: leave it out with --without-llama");
  }

  /** Loads a file and does nothing with it. */
  static final class Loading {
    public static void main(String[] arguments) {
      LlamaPeer.load(Path.of(arguments[0]), 1).close();
    }
  }

  private Path tiny() throws IOException {
    Path checkpoint = directory.resolve("checkpoint");
    RandomCheckpoint.write(new Dimensions(32, 2, 300, true), checkpoint);
    return export(checkpoint);
  }

  private Path export(Path checkpoint) throws IOException {
    Path file = directory.resolve("model.gguf");
    GgufExport.write(Checkpoint.open(checkpoint), file);
    return file;
  }

  /** Compares both programs; returns how many different tokens were written. */
  private int distinctTokensOfEqualContinuations(Path checkpoint) throws IOException {
    List<Integer> ours = ours(checkpoint);
    String theirs;
    try (LlamaPeer peer = LlamaPeer.load(export(checkpoint), 2)) {
      theirs = peer.continuation(PROMPT, TOKENS, BARRED);
    }
    assertThat(theirs)
        .isEqualTo(ours.stream().map(LlamaPeerTest::text).collect(Collectors.joining()));
    return new HashSet<>(ours).size();
  }

  private static String text(int token) {
    return token < 256 ? String.valueOf((char) token) : ByteVocabulary.madeUp(token);
  }

  private static List<Integer> ours(Path checkpoint) {
    List<Integer> written = new ArrayList<>();
    try (MambaModel model = MambaModel.load(checkpoint);
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory state = new StreamMemory(model.configuration().layers());
      byte[] letters = PROMPT.getBytes(StandardCharsets.US_ASCII);
      int[] next = IntStream.range(0, letters.length).map(i -> letters[i]).toArray();
      while (written.size() < TOKENS) {
        int token =
            likeliest(pass.run(List.of(next), state, Outputs.LAST_LOGITS).get(0).lastLogits());
        written.add(token);
        next = new int[] {token};
      }
    }
    return written;
  }

  private static int likeliest(float[] logits) {
    int best = 1;
    for (int i = 1; i < logits.length; i++) {
      if (!BARRED.contains(i) && logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }

  private static List<Integer> counts(String log, String lineStart) {
    return Pattern.compile("^" + lineStart + " = .* ms / +([0-9]+) tokens", Pattern.MULTILINE)
        .matcher(log)
        .results()
        .map(line -> Integer.valueOf(line.group(1)))
        .collect(Collectors.toList());
  }
}
