package org.simbastream.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What tells one model from another: a digest of everything that shapes its hidden state, that is
 * configuration, weights and tokenizer.
 */
final class ModelFingerprint {

  private static final int SHOWN_DIGITS = 12;

  private ModelFingerprint() {}

  static String of(Path directory) {
    try {
      MessageDigest digest = digest();
      for (String name :
          List.of(MambaConfiguration.FILE, Checkpoint.WEIGHTS_FILE, Checkpoint.TOKENIZER_FILE)) {
        digest.update((name + '\n').getBytes(StandardCharsets.UTF_8));
        update(digest, directory.resolve(name));
      }
      return shown(digest);
    } catch (IOException e) {
      throw new CheckpointException(directory + " can't be read: " + e.getMessage(), e);
    }
  }

  /** That of a model that is made of another one in a certain way. */
  static String derived(String fingerprint, String way) {
    MessageDigest digest = digest();
    digest.update((fingerprint + '\n' + way).getBytes(StandardCharsets.UTF_8));
    return shown(digest);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String shown(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN_DIGITS);
  }

  private static void update(MessageDigest digest, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[1 << 16];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    }
  }
}
