package org.simbastream.formats.mask;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Rejection;

/**
 * Masks what {@link Masks} name in the parts of a record. What was masked before is left as it is.
 * Takes time in proportion to the length of what it masks. Not thread-safe.
 */
public final class Masker {

  private static final String HMAC = "HmacSHA256";

  /** The bytes of a digest that a key shows. */
  private static final int DIGEST_BYTES = 8;

  /** What is read of a rejected value beyond what is kept of it, in case its end cuts a match. */
  private static final int BEYOND = 4_096;

  private final List<Mask> kinds;
  private final Mac mac; // null if keys are left as they are

  /** A masker. */
  public Masker(Masks masks) {
    this.kinds = masks.kinds().stream().sorted(Masker::byOrder).toList();
    this.mac = masks.keySecret() == null ? null : mac(masks.keySecret());
  }

  /** Secrets may hold addresses; so they come first. */
  private static int byOrder(Mask one, Mask other) {
    return Boolean.compare(other == Mask.TOKEN, one == Mask.TOKEN) != 0
        ? Boolean.compare(other == Mask.TOKEN, one == Mask.TOKEN)
        : one.compareTo(other);
  }

  /** Whether it masks nothing. */
  public boolean isNone() {
    return kinds.isEmpty();
  }

  /** A text with masks in it. */
  public String text(String text) {
    return masked(text, (kind, found) -> kind.text());
  }

  /**
   * A stream's key: with a secret, each mask in it has a digest of what it stands for, so that
   * streams stay apart.
   */
  public String key(String key) {
    return mac == null
        ? key
        : masked(key, (kind, found) -> "<" + kind.word() + ":" + digest(found) + ">");
  }

  /** A record with masks in its text. */
  public IncomingRecord record(IncomingRecord record) {
    return isNone() || record.text() == null ? record : record.withText(text(record.text()));
  }

  /**
   * The rejection of a record as it came from Kafka, masked: it is then not complete, so that a
   * replay takes the record from its topic.
   *
   * @param original with the record's key and as much of its value as is kept
   * @param value the whole value; null for a tombstone
   * @param charset keeps every byte of it
   */
  public Rejection rejection(Rejection original, byte[] value, Charset charset) {
    if (isNone()) {
      return original;
    }
    byte[] head = value == null ? original.head() : head(value, charset);
    byte[] key = kafkaKey(original.kafkaKey());
    boolean same = Arrays.equals(head, original.head()) && Arrays.equals(key, original.kafkaKey());
    return new Rejection(
        original.reason(),
        text(original.message()),
        original.length(),
        head,
        key,
        original.complete() && same,
        original.replays());
  }

  /** What a dead letter holds of Kafka's key; null if there is none. */
  public byte[] kafkaKey(byte[] key) {
    if (key == null || mac == null || isNone()) {
      return key;
    }
    String utf8 = new String(key, StandardCharsets.UTF_8);
    Charset charset =
        Arrays.equals(utf8.getBytes(StandardCharsets.UTF_8), key)
            ? StandardCharsets.UTF_8
            : StandardCharsets.ISO_8859_1; // which keeps every byte
    String read = new String(key, charset);
    String masked = key(read);
    return masked.equals(read) ? key : masked.getBytes(charset);
  }

  /**
   * What a dead letter holds of a value: its first bytes, masked; none if it is compressed.
   *
   * @param charset keeps every byte of it
   */
  public byte[] head(byte[] value, Charset charset) {
    if (isNone()) {
      return Arrays.copyOf(value, Math.min(value.length, Rejection.MAX_HEAD_BYTES));
    }
    if (isCompressed(value)) {
      return new byte[0];
    }
    int most = Rejection.MAX_HEAD_BYTES + BEYOND;
    String read = new String(value, 0, Math.min(value.length, most), charset);
    String masked = text(read);
    byte[] bytes = masked.equals(read) ? value : masked.getBytes(charset);
    int known = value.length <= most ? bytes.length : Math.max(0, bytes.length - BEYOND);
    return Arrays.copyOf(bytes, Math.min(known, Rejection.MAX_HEAD_BYTES));
  }

  private String masked(String text, BiFunction<Mask, String, String> mask) {
    String masked = text;
    for (Mask kind : kinds) {
      for (MaskRule rule : kind.rules()) {
        masked = masked(masked, kind, rule, mask);
      }
    }
    return masked;
  }

  private static String masked(
      String text, Mask kind, MaskRule rule, BiFunction<Mask, String, String> mask) {
    StringBuilder masked = new StringBuilder();
    int[] behind = {0};
    rule.find(
        text,
        (from, to) -> {
          masked.append(text, behind[0], from).append(mask.apply(kind, text.substring(from, to)));
          behind[0] = to;
        });
    return behind[0] == 0 ? text : masked.append(text, behind[0], text.length()).toString();
  }

  /** Whether a value is packed with gzip, zlib or Zstandard, in which nothing can be found. */
  private static boolean isCompressed(byte[] value) {
    if (value.length < 2) {
      return false;
    }
    int magic = (value[0] & 0xff) << 8 | value[1] & 0xff;
    return magic == 0x1f8b
        || magic == 0x28b5
        || magic == 0x1e0f
        || value[0] == 0x78 && magic % 31 == 0;
  }

  private String digest(String found) {
    byte[] digest = mac.doFinal(found.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
  }

  private static Mac mac(String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is part of every Java", e);
    }
  }
}
