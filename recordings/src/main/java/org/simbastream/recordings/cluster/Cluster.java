package org.simbastream.recordings.cluster;

import static org.simbastream.recordings.cluster.Processes.BROKER;
import static org.simbastream.recordings.cluster.Processes.CONSUMER;
import static org.simbastream.recordings.cluster.Processes.GENERATOR;
import static org.simbastream.recordings.cluster.Processes.JOB_MANAGER;
import static org.simbastream.recordings.cluster.Processes.STORE;
import static org.simbastream.recordings.cluster.Processes.TASK_MANAGER_1;
import static org.simbastream.recordings.cluster.Processes.TASK_MANAGER_2;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.recordings.load.WordCountSettings;
import org.simbastream.recordings.truth.LogPositions;
import org.simbastream.testbed.kafka.Topics;
import org.simbastream.testbed.process.FlinkProcesses;
import org.simbastream.testbed.process.JavaCommand;
import org.simbastream.testbed.process.ManagedProcess;

/**
 * The system that is recorded. {@link #close} kills every process and deletes the folder, whatever
 * state they are in.
 */
public final class Cluster implements AutoCloseable {

  /** The topic of lines. */
  public static final String WORDS = "words";

  /** The topic of counts. */
  public static final String COUNTS = "word-counts";

  private static final int PARTITIONS = 2;

  /** Small segments, so that the broker rolls and deletes some during the recording. */
  private static final Map<String, String> TOPIC =
      Map.of("segment.bytes", "1048576", "retention.bytes", "4194304", "retention.ms", "604800000");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ClusterFolder folder;
  private final Ports ports;
  private final ApplicationConfiguration applications;
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
  private final ClusterLogs logs;
  private final Topics topics;
  private final WordCountDeployment job;

  private Cluster(ClusterFolder folder, Ports ports, long seed) throws Exception {
    this.folder = folder;
    this.ports = ports;
    this.applications = new ApplicationConfiguration(folder, ports, seed);
    FlinkProcesses flink = FlinkConfiguration.write(folder, ports);
    add(BROKER, BrokerConfiguration.write(folder, ports));
    add(JOB_MANAGER, flink.jobManager("320m"));
    add(TASK_MANAGER_1, flink.taskManager("taskmanager-1"));
    add(TASK_MANAGER_2, flink.taskManager("taskmanager-2"));
    for (String application : List.of(STORE, GENERATOR, CONSUMER)) {
      applications.write(application, Map.of());
      add(application, applications.command(application));
    }
    this.logs = new ClusterLogs(folder, processes.keySet());
    String brokers = Ports.address(ports.broker());
    this.topics = new Topics(brokers);
    this.job =
        new WordCountDeployment(
            flink.options(), folder, WordCountSettings.of(brokers, WORDS, COUNTS));
  }

  private void add(String name, JavaCommand command) {
    processes.put(name, new ManagedProcess(name, folder.processes(), command));
  }

  /**
   * Prepares a cluster in a temporary folder; {@link #start} starts it.
   *
   * @param seed what the load is drawn from
   */
  public static Cluster prepare(long seed) throws Exception {
    ClusterFolder folder = ClusterFolder.create();
    Cluster cluster = null;
    try {
      cluster = new Cluster(folder, Ports.choose(), seed);
      return cluster;
    } finally {
      if (cluster == null) {
        folder.processes().delete();
      }
    }
  }

  /** Starts everything and waits until counts of words come out. */
  public void start() throws Exception {
    LogPositions none = new LogPositions(Instant.now(), Map.of());
    for (String name : List.of(BROKER, JOB_MANAGER, TASK_MANAGER_1, TASK_MANAGER_2, STORE)) {
      process(name).start();
    }
    logs.await(BROKER, "Kafka Server started", none, PATIENCE);
    createTopic(WORDS);
    createTopic(COUNTS);
    for (String taskManager : List.of(TASK_MANAGER_1, TASK_MANAGER_2)) {
      logs.await(taskManager, "Successful registration at resource manager", none, PATIENCE);
    }
    job.submit(job.settings());
    process(GENERATOR).start();
    process(CONSUMER).start();
    awaitWorking(none);
  }

  /** Creates a topic and waits until it can be written. */
  public void createTopic(String topic) {
    topics.create(topic, PARTITIONS, TOPIC);
  }

  /** Waits until every part has been seen to work since a moment. */
  public void awaitWorking(LogPositions since) throws IOException, InterruptedException {
    logs.await(JOB_MANAGER, "Completed checkpoint ", since, PATIENCE);
    logs.await(GENERATOR, "Batch \\d+: wrote", since, PATIENCE);
    logs.await(CONSUMER, "Received \\d+ counts, the oldest after \\d{1,4} ms", since, PATIENCE);
    logs.await(STORE, "counts, \\d+ in all", since, PATIENCE);
  }

  /** One of {@link Processes}. */
  public ManagedProcess process(String name) {
    return processes.get(name);
  }

  /** Gives an application other properties, and starts it again with them. */
  public void rollOut(String application, Map<String, String> changes) throws Exception {
    applications.write(application, changes);
    process(application).stop();
    process(application).start();
  }

  /** The properties of an application whose user has another password. */
  public Map<String, String> withPassword(String application, String password) {
    return BrokerConfiguration.client(application, password);
  }

  /** The properties of an application that looks for the broker where nothing listens. */
  public Map<String, String> withWrongPort() {
    return Map.of("kafka.bootstrap.servers", Ports.address(ports.unused()));
  }

  /** The folder in which everything runs. */
  public ClusterFolder folder() {
    return folder;
  }

  /** What the processes log. */
  public ClusterLogs logs() {
    return logs;
  }

  /** Administration of the broker. */
  public Topics topics() {
    return topics;
  }

  /** Administration of the job. */
  public WordCountDeployment job() {
    return job;
  }

  /** Whether any process runs. */
  public boolean isAlive() {
    return processes.values().stream().anyMatch(ManagedProcess::isAlive);
  }

  @Override
  public void close() {
    processes.values().forEach(ManagedProcess::end);
    processes.values().forEach(ManagedProcess::awaitEnded);
    folder.processes().delete();
  }
}
