package org.simbastream.e2e.suite;

/** Which job a fault is tried on. */
public enum Variant {
  /** The product. */
  PRODUCT(null),
  /** The product, except that a restored job forgets each stream's hidden state. */
  FORGETFUL("hidden state dropped on restore"),
  /** The product, except that a checkpoint does not wait for the bundle. */
  UNFLUSHED("bundle not run before the barrier"),
  /** The product, told not to look for new partitions. */
  UNDISCOVERING("new partitions not looked for");

  private final String broken;

  Variant(String broken) {
    this.broken = broken;
  }

  /** What is broken on purpose; null if nothing. */
  public String broken() {
    return broken;
  }
}
