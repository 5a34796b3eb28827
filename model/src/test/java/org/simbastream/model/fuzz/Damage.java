package org.simbastream.model.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing done to bytes: some overwritten, some inserted, or the end cut off.
 *
 * @param kind what is done
 * @param at where, as a share of the length, 0 … 1
 * @param bytes what is written or inserted
 */
public record Damage(Kind kind, double at, byte[] bytes) {

  /** What can be done to bytes. */
  public enum Kind {
    OVERWRITE,
    INSERT,
    CUT
  }

  /** Damage of every kind, anywhere. */
  public static Arbitrary<Damage> anywhere() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(8))
        .as(Damage::new);
  }

  /** Damage of text: characters that mean something in JSON and YAML are written more often. */
  public static Arbitrary<Damage> ofText() {
    Arbitrary<byte[]> bytes =
        Arbitraries.strings()
            .withChars("{}[]\":,-.&*!|>#%@'\\\n\t 019eE\u0000\u00ff\uD800")
            .ofMinLength(1)
            .ofMaxLength(6)
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    return Combinators.combine(
            Arbitraries.of(Kind.class), Arbitraries.doubles().between(0, 1), bytes)
        .as(Damage::new);
  }

  /** What comes of the bytes; they stay as they are. */
  public byte[] applyTo(byte[] intact) {
    int place = (int) (at * intact.length);
    return switch (kind) {
      case CUT -> Arrays.copyOf(intact, place);
      case OVERWRITE -> {
        byte[] damaged = intact.clone();
        int length = Math.min(bytes.length, intact.length - place);
        System.arraycopy(bytes, 0, damaged, place, length);
        yield damaged;
      }
      case INSERT -> {
        byte[] damaged = Arrays.copyOf(intact, intact.length + bytes.length);
        System.arraycopy(bytes, 0, damaged, place, bytes.length);
        System.arraycopy(intact, place, damaged, place + bytes.length, intact.length - place);
        yield damaged;
      }
    };
  }
}
