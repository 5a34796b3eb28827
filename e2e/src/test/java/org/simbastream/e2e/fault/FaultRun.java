package org.simbastream.e2e.fault;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.e2e.trial.Verdict;

/** What the faults have in common: a job under load, harm, a comparison, a report. */
final class FaultRun {

  private static final double LINES_PER_SECOND = 10;
  private static final int PARALLELISM = 2;

  private final RecoverySuite suite;
  private final String name;
  private final Variant variant;
  private FaultReport report;

  /**
   * A run of trials.
   *
   * @param name of the report's file; what is broken is added
   * @param fault what is done, for the report
   */
  FaultRun(RecoverySuite suite, String name, String fault, Variant variant) {
    this.suite = suite;
    this.name =
        variant == Variant.PRODUCT ? name : name + "-" + variant.name().toLowerCase(Locale.ROOT);
    this.variant = variant;
    this.report = FaultReport.begin(fault, variant.broken());
  }

  /** Does harm to a job under load. */
  @FunctionalInterface
  interface Harm {
    /** Does it, and waits until it is over. */
    void to(Trial trial, Random random) throws Exception;
  }

  /** The report so far. */
  FaultReport report() {
    return report;
  }

  /**
   * Runs one trial of several equal faults.
   *
   * @param options of the job
   */
  void trial(TestInput input, int faults, Map<String, String> options, Harm harm) throws Exception {
    Golden golden = suite.golden(input);
    Random random = suite.random(name + report.tried());
    try (Trial trial = suite.trial(input, input.partitions(), options)) {
      trial.submit(suite.program(variant), PARALLELISM, null, Map.of());
      trial.writeAfterStart(LINES_PER_SECOND);
      for (int i = 0; i < faults; i++) {
        Thread.sleep(300 + random.nextInt(2000));
        if (!trial.isUnderLoad()) {
          throw new IllegalStateException(
              "the input ended before fault %d of %d: it is too short".formatted(i + 1, faults));
        }
        harm.to(trial, random);
        trial.awaitCaughtUp();
        suite.progress(name + ": over fault " + (report.tried() + i + 1));
      }
      Verdict verdict = trial.finish(golden, variant != Variant.PRODUCT, "canonical");
      add(verdict, faults, input, List.of());
    }
  }

  /** Adds what came of a trial. */
  void add(Verdict verdict, int faults, TestInput input, List<String> notes) throws Exception {
    report =
        report.plus(
            faults,
            input.scored() + input.summaries() + input.deadLetters(),
            verdict.comparison(),
            verdict.recoveries(),
            notes);
    suite.reports().add(name, report);
    suite.progress(name + ": " + verdict.comparison());
  }

  /** Adds notes. */
  void note(List<String> notes) throws Exception {
    report = report.withNotes(notes);
    suite.reports().add(name, report);
  }
}
