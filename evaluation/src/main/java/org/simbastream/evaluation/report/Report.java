package org.simbastream.evaluation.report;

import java.time.Instant;
import java.util.List;
import org.simbastream.evaluation.Section;

/**
 * The whole report.
 *
 * @param model the model's label
 * @param smallModel the label of the smaller model beside it; empty without one
 * @param command the command line that gives these figures
 * @param time when it was started
 * @param seed the seed of all random choices
 * @param fast whether it was the short version, whose figures show little
 * @param sections what each part found
 */
public record Report(
    String model,
    String smallModel,
    String command,
    Instant time,
    long seed,
    boolean fast,
    List<Section> sections) {}
