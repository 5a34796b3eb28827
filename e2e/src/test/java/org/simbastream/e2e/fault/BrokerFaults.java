package org.simbastream.e2e.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.cluster.RunningJob;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.testbed.Await;

/** What happens to Kafka: the broker killed, a transaction whose time is over. */
public final class BrokerFaults {

  /** Less than the broker is gone, so that the job fails and is restored. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "simba.kafka.producer.delivery.timeout.ms", "4000",
          "simba.kafka.producer.request.timeout.ms", "2000",
          "simba.kafka.producer.max.block.ms", "4000");

  private static final Map<String, String> SHORT_TRANSACTIONS =
      Map.of("simba.output.transaction-timeout", "15 s");

  private static final int SHORT_OUTAGE_MS = 3_000;
  private static final int LONG_OUTAGE_MS = 12_000;

  /**
   * Longer than a transaction may last until the broker looks, and than a heartbeat may be missing.
   */
  private static final int FROZEN_MS = 36_000;

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final RecoveryCluster cluster;

  private BrokerFaults(RecoverySuite suite, int taskManagers) throws Exception {
    this.cluster = suite.cluster(ClusterSettings.ofSlots(3), taskManagers);
  }

  /** The broker is killed and soon there again. */
  public static FaultReport shortOutage(RecoverySuite suite, int kills, TestInput input)
      throws Exception {
    BrokerFaults faults = new BrokerFaults(suite, 1);
    FaultRun run =
        new FaultRun(
            suite,
            "3a-broker-short",
            "`kill -9` of the broker, back after " + SHORT_OUTAGE_MS / 1000 + " s",
            Variant.PRODUCT);
    run.trial(input, kills, Map.of(), (trial, random) -> faults.kill(trial, SHORT_OUTAGE_MS));
    return run.report();
  }

  /** The broker is killed and gone for longer than the sinks wait: the job fails meanwhile. */
  public static FaultReport longOutage(
      RecoverySuite suite, int kills, TestInput input, Variant variant) throws Exception {
    BrokerFaults faults = new BrokerFaults(suite, 1);
    FaultRun run =
        new FaultRun(
            suite,
            "3b-broker-long",
            "`kill -9` of the broker, back after "
                + LONG_OUTAGE_MS / 1000
                + " s, when the sinks have given up and the job has failed",
            variant);
    run.trial(input, kills, IMPATIENT, (trial, random) -> faults.kill(trial, LONG_OUTAGE_MS));
    return run.report();
  }

  /** A TaskManager hangs for longer than its transactions may last, then goes on as if nothing. */
  public static FaultReport transactionTimeout(
      RecoverySuite suite, int freezes, TestInput input, Variant variant) throws Exception {
    BrokerFaults faults = new BrokerFaults(suite, 2);
    FaultRun run =
        new FaultRun(
            suite,
            "3c-transaction-timeout",
            "a TaskManager frozen until the broker has aborted its transactions, then thawed",
            variant);
    run.trial(input, freezes, SHORT_TRANSACTIONS, faults::freeze);
    return run.report();
  }

  private void kill(Trial trial, int outageMs) throws Exception {
    long at = System.currentTimeMillis();
    cluster.broker().kill();
    Thread.sleep(outageMs);
    cluster.broker().start();
    cluster.awaitBroker();
    long back = System.currentTimeMillis();
    RunningJob job = trial.job();
    trial.awaitCaughtUp();
    trial.faultAt(at, Math.max(back, job.restoredAt()));
  }

  private void freeze(Trial trial, Random random) throws Exception {
    RunningJob job = trial.job();
    String victim = job.taskManagers().iterator().next();
    // not between a checkpoint's completion and its commit: what times out there is lost, as
    // simba.output.transaction-timeout says
    job.awaitCheckpoint();
    Thread.sleep(300);
    Await.await(PATIENCE, () -> "checkpoints without pause", () -> !job.isCheckpointing());
    long at = System.currentTimeMillis();
    cluster.taskManager(victim).freeze();
    try {
      Thread.sleep(FROZEN_MS + random.nextInt(1000));
    } finally {
      cluster.taskManager(victim).thaw();
    }
    trial.faultAt(at, job.awaitRestored(at));
    trial.awaitCaughtUp();
    cluster.awaitTaskManagers(2);
  }
}
