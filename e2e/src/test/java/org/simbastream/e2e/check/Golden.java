package org.simbastream.e2e.check;

import java.util.Map;

/**
 * What a run without faults came to.
 *
 * @param outputs everything that it committed
 * @param hiddenStates a digest of each stream's hidden state at the end
 */
public record Golden(Outputs outputs, Map<String, String> hiddenStates) {}
