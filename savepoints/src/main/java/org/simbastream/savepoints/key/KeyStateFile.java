package org.simbastream.savepoints.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * One key's state as a file, big-endian: {@value #MAGIC} in ASCII, the format's version as an int,
 * the model's name and fingerprint as Java's modified UTF-8, the parts of {@link KeyStateParts},
 * and the CRC-32C of all that as an int.
 *
 * @param model name and fingerprint of the model that made the hidden state
 * @param state the state, with the key it was exported under
 */
public record KeyStateFile(String model, KeyState state) {

  private static final String MAGIC = "SIMBAKEY";
  private static final int VERSION = 2;

  /** The first version with the end of the latest window with an emitted summary. */
  static final int WITH_TOLD = 2;

  /** A key is some hundred kilobytes; nothing is allocated for a file beyond this. */
  private static final long MAX_BYTES = 1L << 30;

  /**
   * Writes the file.
   *
   * @throws IOException if it exists already or can't be written
   */
  public void write(Path file) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1 << 20);
    out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.writeInt(VERSION);
    out.writeUTF(model);
    KeyStateParts.write(state, out);
    out.writeInt(checksum(out.getSharedBuffer(), out.length()));
    if (Files.exists(file)) {
      throw new IOException(file + " exists already: name a new file, or remove it");
    }
    Files.write(file, out.getCopyOfBuffer());
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read, is damaged, is not such a file, or is a newer one
   */
  public static KeyStateFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file " + file + ": name one that 'simba state export' wrote");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw notOne(file);
    }
    byte[] bytes = Files.readAllBytes(file); // (file)
    byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII); // (8)
    int end = bytes.length - Integer.BYTES;
    if (end < magic.length + Integer.BYTES
        || !Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length)) {
      throw notOne(file);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes, magic.length, bytes.length - 8);
    int version = in.readInt();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          file
              + " has format "
              + version
              + ", this simba-stream knows 1 to "
              + VERSION
              + ": use the version that wrote it, or a newer one");
    }
    int expected = new DataInputDeserializer(bytes, end, Integer.BYTES).readInt();
    if (expected != checksum(bytes, end)) {
      throw new IOException(file + " is damaged: its checksum is wrong; export the key again");
    }
    DataInputDeserializer body =
        new DataInputDeserializer(bytes, magic.length + Integer.BYTES, end - magic.length - 4);
    return new KeyStateFile(body.readUTF(), KeyStateParts.read(version, body));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static IOException notOne(Path file) {
    return new IOException(
        file + " is not a key's state: name a file that 'simba state export' wrote");
  }
}
