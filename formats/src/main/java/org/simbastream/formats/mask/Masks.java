package org.simbastream.formats.mask;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of records is masked.
 *
 * @param kinds what is masked in texts, in what records carry beside them, and in dead letters
 * @param keySecret with it the same is masked in keys, so that different keys stay different; null
 *     if keys are left as they are
 */
public record Masks(Set<Mask> kinds, String keySecret) implements Serializable {

  /** Nothing is masked. */
  public static final Masks NONE = new Masks(Set.of(), null);

  /** The shortest secret, in characters. */
  public static final int LEAST_SECRET = 16;

  private static final long serialVersionUID = 1L;

  /** Copies the kinds. */
  public Masks {
    kinds = Set.copyOf(kinds);
  }

  /** Masks of those kinds, which leave keys as they are. */
  public static Masks of(Mask... kinds) {
    return new Masks(Set.of(kinds), null);
  }

  /** Whether nothing is masked. */
  public boolean isNone() {
    return kinds.isEmpty();
  }

  /** The kinds, without the secret. */
  @Override
  public String toString() {
    return new TreeSet<>(kinds) + (keySecret == null ? "" : " and keys");
  }
}
