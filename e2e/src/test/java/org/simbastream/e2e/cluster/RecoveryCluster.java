package org.simbastream.e2e.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.simbastream.e2e.disk.FragileFileSystem;
import org.simbastream.e2e.jar.MergedJar;
import org.simbastream.testbed.Await;
import org.simbastream.testbed.LoopbackPorts;
import org.simbastream.testbed.kafka.BrokerSettings;
import org.simbastream.testbed.kafka.Topics;
import org.simbastream.testbed.process.FlinkProcesses;
import org.simbastream.testbed.process.JavaCommand;
import org.simbastream.testbed.process.ManagedProcess;
import org.simbastream.testbed.process.ProcessFolder;

/**
 * A cluster of real processes. Flink's class path is that of its distribution; jobs come as jars
 * over REST. {@link #close} kills every process and deletes the folder, whatever state they are in.
 */
public final class RecoveryCluster implements AutoCloseable {

  /** What every TaskManager's name begins with. */
  public static final String TASK_MANAGER = "taskmanager-";

  private static final String BROKER = "kafka";
  private static final String ZOO_KEEPER = "zookeeper";
  private static final String JOB_MANAGER = "jobmanager";
  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final String FLINK_CLASS_PATH = "flink-lib.jar";
  private static final String KAFKA_CLASS_PATH = "kafka-lib.jar";
  private static final List<String> FLINK_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "--add-modules",
          "jdk.incubator.vector",
          "-Dai.djl.offline=true");

  private final ProcessFolder folder;
  private final Ports ports;
  private final BrokerSettings broker;
  private final FlinkProcesses flink;
  private final FlinkRest rest;
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
  private final Set<String> starting = new HashSet<>();

  private RecoveryCluster(ProcessFolder folder, ClusterSettings settings) throws Exception {
    this.folder = folder;
    this.ports = Ports.choose();
    this.broker = new BrokerSettings(folder.data("kafka"), ports.broker(), ports.controller());
    List<Path> lib = new ArrayList<>(Libraries.flink(settings.djlInLib()));
    lib.add(MergedJar.of(FragileFileSystem.class));
    folder.writeClassPath(FLINK_CLASS_PATH, lib);
    folder.writeClassPath(KAFKA_CLASS_PATH, ProcessFolder.classPathOfThisJvm());
    this.flink =
        FlinkProcesses.write(
            folder, FlinkOptions.of(settings, folder, ports), FLINK_CLASS_PATH, FLINK_JVM);
    for (String part : List.of("web", "blobs", "checkpoints", "savepoints", "jars")) {
      Files.createDirectories(folder.data(part));
    }
    this.rest = new FlinkRest(URI.create("http://" + LoopbackPorts.HOST + ":" + ports.rest()));
    add(BROKER, brokerCommand());
    if (settings.zooKeeper()) {
      add(ZOO_KEEPER, ZooKeeperProcess.command(folder, FLINK_CLASS_PATH, ports.zooKeeper()));
    }
    add(JOB_MANAGER, flink.jobManager("768m"));
  }

  /**
   * Starts a broker, a JobManager and TaskManagers, and waits until they have found each other.
   *
   * @param taskManagers how many
   */
  public static RecoveryCluster start(ClusterSettings settings, int taskManagers) throws Exception {
    ProcessFolder folder = ProcessFolder.create("simba-recovery");
    RecoveryCluster cluster = null;
    try {
      cluster = new RecoveryCluster(folder, settings);
      cluster.start(taskManagers);
      return cluster;
    } catch (Exception e) {
      if (cluster != null) {
        cluster.close();
      } else {
        folder.delete();
      }
      throw e;
    }
  }

  /** One after the other: together they would be in each other's way for longer. */
  private void start(int taskManagers) throws Exception {
    if (processes.containsKey(ZOO_KEEPER)) {
      processes.get(ZOO_KEEPER).start();
    }
    broker().start();
    awaitBroker();
    jobManager().start();
    awaitTaskManagers(0);
    for (int i = 1; i <= taskManagers; i++) {
      startTaskManager(TASK_MANAGER + i);
      awaitTaskManagers(i);
    }
  }

  private void add(String name, JavaCommand command) {
    processes.put(name, new ManagedProcess(name, folder, command));
  }

  private JavaCommand brokerCommand() throws Exception {
    broker.formatIfNew();
    Map<String, String> properties = broker.toMap();
    // transactions whose time is over are aborted soon, not within ten seconds
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    folder.writeProperties("kafka.properties", properties);
    List<String> options = new ArrayList<>(JavaCommand.START_FAST);
    options.add("-Xmx384m");
    return new JavaCommand(
        "kafka", options, KAFKA_CLASS_PATH, List.of("kafka.Kafka", "conf/kafka.properties"));
  }

  /** Starts a TaskManager, for the first time or again; doesn't wait for it. */
  public void startTaskManager(String name) throws IOException {
    if (!processes.containsKey(name)) {
      add(name, flink.taskManager(name));
    }
    processes.get(name).start();
    starting.add(name);
  }

  /**
   * Waits until so many TaskManagers, and no more, are registered. A process that gives up at its
   * start, as Flink's do on a machine that is slow, is started again, as a service manager does.
   */
  public void awaitTaskManagers(int count) throws Exception {
    Await.await(
        PATIENCE,
        () -> "not " + count + " TaskManagers at the JobManager",
        () -> {
          startAgainWhatGaveUp();
          return rest.answers() && rest.taskManagers().size() == count;
        });
    starting.clear();
  }

  private void startAgainWhatGaveUp() throws IOException {
    if (!jobManager().isAlive()) {
      jobManager().start();
    }
    for (String name : starting) {
      if (!processes.get(name).isAlive()) {
        processes.get(name).start();
      }
    }
  }

  /** Waits until clients are served. */
  public void awaitBroker() throws Exception {
    Topics topics = topics();
    Await.await(PATIENCE, () -> "no broker at " + brokers(), topics::isServed);
  }

  /** The broker's process. */
  public ManagedProcess broker() {
    return processes.get(BROKER);
  }

  /** The JobManager's process. */
  public ManagedProcess jobManager() {
    return processes.get(JOB_MANAGER);
  }

  /** A TaskManager's process, by the name that Flink knows it by, too. */
  public ManagedProcess taskManager(String name) {
    return processes.get(name);
  }

  /** The names of the TaskManagers that run. */
  public List<String> runningTaskManagers() {
    return processes.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(TASK_MANAGER) && entry.getValue().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Flink's REST interface. */
  public FlinkRest rest() {
    return rest;
  }

  /** Where clients find the broker. */
  public String brokers() {
    return broker.bootstrapServers();
  }

  /** What an operator does at the broker. */
  public Topics topics() {
    return new Topics(brokers());
  }

  /** Where checkpoints go. */
  public Path checkpoints() {
    return folder.data("checkpoints");
  }

  /** Where savepoints go. */
  public Path savepoints() {
    return folder.data("savepoints");
  }

  /** Where jars are made. */
  public Path jars() {
    return folder.data("jars");
  }

  /** What a process has logged. */
  public String log(String process) throws IOException {
    Path log = folder.log(process);
    return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
  }

  /** Copies all logs, for whoever wants to know what happened. */
  public void copyLogs(Path target) throws IOException {
    Files.createDirectories(target);
    for (String process : processes.keySet()) {
      Files.writeString(target.resolve(process + ".log"), log(process), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    processes.values().forEach(ManagedProcess::end);
    processes.values().forEach(ManagedProcess::awaitEnded);
    folder.delete();
  }
}
