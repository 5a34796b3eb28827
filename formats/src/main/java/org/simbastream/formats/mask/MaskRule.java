package org.simbastream.formats.mask;

/**
 * Finds one kind of personal data. Takes time in proportion to the text, whatever it holds, and
 * finds nothing in what masks leave. Thread-safe.
 */
interface MaskRule {

  /** Finds all stretches of a text that are to be masked, in their order. */
  void find(String text, Found found);

  /** Takes what was found. */
  interface Found {

    /**
     * Takes one stretch.
     *
     * @param from the position of its first character
     * @param to the position behind its last one
     */
    void add(int from, int to);
  }
}
