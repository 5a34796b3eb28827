package org.simbastream.e2e.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.e2e.check.Comparison;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.check.OutputKind;
import org.simbastream.e2e.check.OutputReader;
import org.simbastream.e2e.check.Outputs;
import org.simbastream.e2e.check.Recoveries;
import org.simbastream.e2e.check.Recovery;
import org.simbastream.e2e.check.SavepointStates;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.cluster.RunningJob;
import org.simbastream.e2e.load.Generator;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.load.TestLine;
import org.simbastream.testbed.Await;
import org.simbastream.testbed.kafka.Topics;

/** A job that reads an input, with topics of its own. Whoever runs it does it harm meanwhile. */
public final class Trial implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final int STEADY_LINES = 150;
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final Duration PATIENCE_WHEN_BROKEN = Duration.ofSeconds(15);

  private final RecoveryCluster cluster;
  private final TestInput input;
  private final String name;
  private final Map<String, String> options;
  private final Generator generator;
  private final List<Recoveries.Moment> faults = new ArrayList<>();
  private RunningJob job;
  private long steadyFrom;

  /**
   * Makes the topics.
   *
   * @param name unique to this trial
   * @param partitions of the input topic, at first
   * @param options of the job that differ from {@link TrialOptions}
   */
  public Trial(
      RecoveryCluster cluster,
      TestInput input,
      String name,
      int partitions,
      Map<String, String> options) {
    this.cluster = cluster;
    this.input = input;
    this.name = name;
    this.options = new HashMap<>(TrialOptions.of(cluster.brokers(), name));
    this.options.putAll(input.options());
    this.options.putAll(options);
    this.generator = new Generator(cluster.brokers(), inputTopic(), new TrialGate(cluster, name));
    createTopics(partitions);
  }

  /** Results of which the arrival is timed tell it themselves; the others have event times. */
  private void createTopics(int partitions) {
    Topics topics = cluster.topics();
    topics.create(inputTopic(), partitions);
    for (OutputKind kind : OutputKind.values()) {
      String topic = TrialOptions.topic(name, kind);
      if (kind == OutputKind.SCORED) {
        topics.createTimed(topic, 2, input.topicSettings());
      } else {
        topics.create(topic, 2, input.topicSettings());
      }
    }
  }

  /** The topic that the job reads. */
  public String inputTopic() {
    return TrialOptions.input(name);
  }

  /**
   * Submits the job and waits until it runs.
   *
   * @param savepoint where it goes on from, or null
   * @param changes options that differ from the trial's
   */
  public RunningJob submit(
      Program program, int parallelism, String savepoint, Map<String, String> changes)
      throws Exception {
    Map<String, String> all = new HashMap<>(options);
    all.putAll(changes);
    all.put("parallelism.default", Integer.toString(parallelism));
    List<String> arguments =
        all.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue()).toList();
    job = cluster.rest().run(program.jar(), program.entryClass(), arguments, savepoint);
    job.awaitRunning();
    return job;
  }

  /** The job as it was last submitted. */
  public RunningJob job() {
    return job;
  }

  /** Takes another job, which a JobManager has restored by itself, to be this trial's. */
  public void adopt(RunningJob restored) {
    job = restored;
  }

  /** Begins to write the input. */
  public void write(double linesPerSecond) {
    generator.start(input.lines(), linesPerSecond);
  }

  /**
   * Writes the first quarter at once and waits until a checkpoint has it, so that every stream has
   * a hidden state to lose; then writes the rest at a pace, and waits until it is known how soon
   * results come at that pace.
   */
  public void writeAfterStart(double linesPerSecond) throws Exception {
    int quarter = input.size() / 4;
    generator.writeNow(input.lines().subList(0, quarter));
    awaitCaughtUp();
    steadyFrom = System.currentTimeMillis();
    generator.start(input.lines().subList(quarter, input.size()), linesPerSecond);
    awaitCommitted(quarter + STEADY_LINES);
  }

  /** Writes records at once, and waits until Kafka has them. */
  public void writeNow(List<TestLine> lines) {
    generator.writeNow(lines);
  }

  /** Who writes the input. */
  public Generator generator() {
    return generator;
  }

  /** The input. */
  public TestInput input() {
    return input;
  }

  /** Waits until what has been written by now, and then until what was by then, is committed. */
  public void awaitCaughtUp() throws Exception {
    awaitCommitted(generator.written());
    awaitCommitted(generator.written());
  }

  private void awaitCommitted(long records) throws Exception {
    Await.await(
        PATIENCE, () -> "job " + name + " is behind: " + job.why(), () -> isCommitted(records));
  }

  private boolean isCommitted(long records) throws Exception {
    return cluster.topics().committed(name, inputTopic()) >= records;
  }

  /** Notes a fault that the job has got over. */
  public void faultAt(long at, long restoredAt) {
    faults.add(new Recoveries.Moment(at, restoredAt));
  }

  /** Whether faults can still come while there is something to read. */
  public boolean isUnderLoad() {
    return generator.isWriting();
  }

  /** Writes the rest, waits until everything is committed, and stops the job with a savepoint. */
  public Golden finishGolden() throws Exception {
    awaitOutputs(PATIENCE);
    Outputs outputs = outputs();
    if (!isComplete(outputs)) {
      throw new IllegalStateException("the run without faults is not complete: " + counts(outputs));
    }
    requireWhatTheInputAsksFor(outputs);
    return new Golden(outputs, SavepointStates.digests(stop("canonical")));
  }

  /**
   * The same, and compares.
   *
   * @param broken whether the job loses records on purpose, so that nobody waits for them long
   * @param format of the savepoint; hidden states are compared if it is canonical
   */
  public Verdict finish(Golden golden, boolean broken, String format) throws Exception {
    awaitOutputs(broken ? PATIENCE_WHEN_BROKEN : PATIENCE);
    String savepoint = stop(format);
    Map<String, String> hidden =
        format.equals("canonical") ? SavepointStates.digests(savepoint) : null;
    return new Verdict(Comparison.of(golden, outputs(), hidden), recoveries());
  }

  /** An input that is demanding and met with none of what it demands would show nothing. */
  private void requireWhatTheInputAsksFor(Outputs outputs) {
    long late = outputs.count(OutputKind.SCORED, "\"late\":true");
    if (late != input.late()) {
      throw new IllegalStateException(
          "%d records were late instead of %d".formatted(late, input.late()));
    }
    for (OutputKind kind : OutputKind.values()) {
      if (input.isDemanding() && outputs.count(kind, "\"cut\":true") == 0) {
        throw new IllegalStateException("none of the " + kind.title() + " was cut");
      }
    }
  }

  private String stop(String format) throws Exception {
    return job.stop(cluster.savepoints(), format);
  }

  private void awaitOutputs(Duration patience) throws Exception {
    generator.finish();
    Await.reached(patience, PAUSE, () -> isCommitted(input.size()));
    Await.reached(patience, PAUSE, () -> isComplete(outputs()));
  }

  private boolean isComplete(Outputs outputs) {
    return outputs.count(OutputKind.SCORED) >= input.scored()
        && outputs.count(OutputKind.SUMMARIES) >= input.summaries()
        && outputs.count(OutputKind.DEAD_LETTERS) >= input.deadLetters();
  }

  private Outputs outputs() {
    return Outputs.read(
        new OutputReader(cluster.brokers()), kind -> TrialOptions.topic(name, kind), inputTopic());
  }

  private List<Recovery> recoveries() {
    return faults.isEmpty()
        ? List.of()
        : Recoveries.of(
            new OutputReader(cluster.brokers())
                .written(TrialOptions.topic(name, OutputKind.SCORED)),
            generator.writtenAt(),
            steadyFrom,
            faults);
  }

  private String counts(Outputs outputs) {
    return "%d of %d scored, %d of %d summaries, %d of %d dead letters"
        .formatted(
            outputs.count(OutputKind.SCORED), input.scored(),
            outputs.count(OutputKind.SUMMARIES), input.summaries(),
            outputs.count(OutputKind.DEAD_LETTERS), input.deadLetters());
  }

  /** Ends the generator, and the job if it still runs. */
  @Override
  public void close() throws Exception {
    generator.close();
    if (cluster.rest().answers()) {
      for (RunningJob left : cluster.rest().jobs()) {
        left.cancel();
      }
    }
  }
}
