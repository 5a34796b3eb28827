package org.simbastream.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.simbastream.annotation.Internal;

/** One record of a value: its fields, or why it has none. */
@Internal
public sealed interface Decoded {

  /**
   * A record with fields.
   *
   * @param object its fields
   */
  record Fields(ObjectNode object) implements Decoded {}

  /**
   * A record that can't be read, beside others of the same value that can.
   *
   * @param element its own bytes, which the dead letter keeps
   * @param rejection the reason
   */
  record Rejected(byte[] element, RejectedException rejection) implements Decoded {}

  /** A record with the fields of that object. */
  static Decoded of(ObjectNode object) {
    return new Fields(object);
  }
}
