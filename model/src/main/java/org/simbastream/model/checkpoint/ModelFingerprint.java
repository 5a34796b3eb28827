package org.simbastream.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Computes a model's fingerprint: a digest of everything that shapes its hidden state, that is
 * configuration, weights and tokenizer.
 *
 * <p>A single file of weights is digested byte by byte, with its header; saved states name this
 * digest, so it must not change. Shards are digested tensor by tensor, in the order of their names,
 * each with its type and shape: the same weights in other shards are the same model. The two ways
 * differ, so shards merged into one file count as another model.
 */
final class ModelFingerprint {

  private static final int SHOWN_DIGITS = 12;
  private static final int BLOCK = 1 << 16;

  private ModelFingerprint() {}

  static String of(Path directory) {
    try {
      MessageDigest digest = digest();
      updateFile(digest, directory, MambaConfiguration.FILE);
      boolean oneFile = Files.isRegularFile(directory.resolve(Checkpoint.WEIGHTS_FILE));
      if (oneFile || !Files.isRegularFile(directory.resolve(ShardIndex.FILE))) {
        updateFile(digest, directory, Checkpoint.WEIGHTS_FILE);
      } else {
        updateShards(digest, directory);
      }
      updateFile(digest, directory, Checkpoint.TOKENIZER_FILE);
      return shown(digest);
    } catch (IOException e) {
      throw new CheckpointException(directory + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The fingerprint of a model derived from another one in a certain way. */
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

  private static void updateShards(MessageDigest digest, Path directory) throws IOException {
    update(digest, ShardIndex.FILE + '\n');
    try (ShardedTensors store = ShardedTensors.open(directory)) {
      for (StoredTensor tensor : new TreeMap<>(store.tensors()).values()) {
        update(digest, tensor.name() + ' ' + tensor.describe() + '\n');
        long bytes = tensor.end() - tensor.begin();
        for (long at = 0; at < bytes; at += BLOCK) {
          digest.update(store.read(tensor, at, (int) Math.min(BLOCK, bytes - at)));
        }
      }
    }
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void updateFile(MessageDigest digest, Path directory, String name)
      throws IOException {
    update(digest, name + '\n');
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[BLOCK];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    }
  }
}
