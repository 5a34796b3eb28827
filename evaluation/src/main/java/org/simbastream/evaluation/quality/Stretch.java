package org.simbastream.evaluation.quality;

/**
 * A piece of held-out text: a context, and the text after it.
 *
 * <pre>
 *   0           512                          768             1536
 *   | context   | next 64 tokens             | next 64       | next 64
 *               | gap of 256 ..............  |
 *               | gap of 1,024 ............................. |
 * </pre>
 *
 * @param tokens ({@link #TOKENS}): the first is the one that every stream begins with
 */
record Stretch(int[] tokens) {

  static final int CONTEXT = 512;
  static final int[] GAPS = {0, 256, 1024};
  static final int TARGETS = 64;
  static final int TOKENS = CONTEXT + GAPS[GAPS.length - 1] + TARGETS;
}
