package org.simbastream.recovery.trial;

import java.util.List;
import org.simbastream.recovery.check.Comparison;
import org.simbastream.recovery.check.Recovery;

/**
 * What came of a trial.
 *
 * @param comparison with the run without faults
 * @param recoveries how each fault was got over
 */
public record Verdict(Comparison comparison, List<Recovery> recoveries) {}
