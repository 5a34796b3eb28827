package org.simbastream.e2e.trial;

import java.util.List;
import org.simbastream.e2e.check.Comparison;
import org.simbastream.e2e.check.Recovery;

/**
 * What came of a trial.
 *
 * @param comparison with the run without faults
 * @param recoveries how each fault was got over
 */
public record Verdict(Comparison comparison, List<Recovery> recoveries) {}
