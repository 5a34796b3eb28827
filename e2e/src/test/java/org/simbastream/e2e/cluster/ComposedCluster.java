package org.simbastream.e2e.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simbastream.e2e.jar.JobJars;
import org.simbastream.testbed.Await;
import org.simbastream.testbed.LoopbackPorts;
import org.simbastream.testbed.kafka.BrokerSettings;
import org.simbastream.testbed.kafka.Topics;
import org.simbastream.testbed.process.FlinkProcesses;
import org.simbastream.testbed.process.JavaCommand;
import org.simbastream.testbed.process.ManagedProcess;
import org.simbastream.testbed.process.ProcessFolder;

/**
 * What {@code docker-compose.yml} describes, without containers: its processes, with its options of
 * Flink, its commands and its job, on the loopback address and in one temporary folder.
 */
final class ComposedCluster implements AutoCloseable {

  private static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Pattern PROPERTIES =
      Pattern.compile("(?m)^( +)FLINK_PROPERTIES: \\|\\n((?:\\1 +.*\\n)+)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^    command: standalone-job (.*)$");

  private final ProcessFolder folder;
  private final Ports ports;
  private final String compose;
  private final BrokerSettings broker;
  private final ManagedProcess kafka;
  private final ManagedProcess zooKeeper;
  private final ManagedProcess jobManager;
  private final ManagedProcess taskManager;
  private final FlinkRest rest;

  ComposedCluster() throws Exception {
    this.folder = ProcessFolder.create("simba-compose");
    this.ports = Ports.choose();
    this.compose = Files.readString(REPOSITORY.resolve("docker-compose.yml"));
    this.broker = new BrokerSettings(folder.data("kafka"), ports.broker(), ports.controller());
    Files.createDirectories(folder.data("checkpoints"));
    Path usrlib = Files.createDirectory(folder.root().resolve("usrlib"));
    Files.createLink(usrlib.resolve("simba.jar"), JobJars.of(REPOSITORY).product());
    folder.writeClassPath(
        "flink-lib.jar",
        Libraries.flink(compose.contains("classloader.parent-first-patterns.additional")));
    folder.writeClassPath("kafka-lib.jar", ProcessFolder.classPathOfThisJvm());
    broker.formatIfNew();
    folder.writeProperties("kafka.properties", broker.toMap());
    Map<String, String> options = options();
    FlinkProcesses flink =
        FlinkProcesses.write(folder, options, "flink-lib.jar", jvmOptions(options));
    this.kafka = process("kafka", kafkaCommand());
    this.zooKeeper =
        process("zookeeper", ZooKeeperProcess.command(folder, "flink-lib.jar", ports.zooKeeper()));
    this.jobManager = process("jobmanager", flink.applicationManager("768m", jobArguments()));
    this.taskManager = process("taskmanager", flink.taskManager("taskmanager"));
    this.rest = new FlinkRest(URI.create("http://" + LoopbackPorts.HOST + ":" + ports.rest()));
  }

  private ManagedProcess process(String name, JavaCommand command) {
    return new ManagedProcess(name, folder, command);
  }

  /** Flink's options as the containers get them, with addresses and folders of this machine. */
  private Map<String, String> options() {
    Matcher block = PROPERTIES.matcher(compose);
    if (!block.find()) {
      throw new IllegalStateException("docker-compose.yml has no FLINK_PROPERTIES");
    }
    Map<String, String> options =
        new TreeMap<>(
            FlinkProcesses.addresses(LoopbackPorts.HOST, ports.jobManager(), ports.rest()));
    for (String line : block.group(2).split("\n")) {
      String[] option = line.strip().split(": ", 2);
      String value = option[1].replace("zookeeper:2181", "127.0.0.1:" + ports.zooKeeper());
      options.put(
          option[0],
          value.replace("/opt/flink/checkpoints", folder.data("checkpoints").toString()));
    }
    options.put("jobmanager.rpc.address", LoopbackPorts.HOST);
    options.keySet().removeIf(name -> name.startsWith("metrics.reporter."));
    options.put("io.tmp.dirs", folder.root().resolve("tmp").toString());
    // a death is noticed soon
    options.put("heartbeat.interval", "500");
    options.put("heartbeat.timeout", "20000");
    options.put("high-availability.zookeeper.client.session-timeout", "4000");
    return options;
  }

  /** Those of both kinds of processes; Flink's start scripts hand them to the JVM. */
  private static List<String> jvmOptions(Map<String, String> options) {
    List<String> all = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    options.entrySet().stream()
        .filter(
            option -> option.getKey().matches("env\\.java\\.(default-)?opts\\.(all|taskmanager)"))
        .forEach(option -> all.addAll(List.of(option.getValue().split(" "))));
    return all;
  }

  private List<String> jobArguments() throws IOException {
    String job = Files.readString(REPOSITORY.resolve("conf/job-compose.yaml"));
    Path file = folder.root().resolve("job.yaml");
    Files.writeString(file, job.replace("kafka:19092", brokers()), StandardCharsets.UTF_8);
    Matcher command = COMMAND.matcher(compose);
    if (!command.find()) {
      throw new IllegalStateException("docker-compose.yml starts no standalone-job");
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(command.group(1).replace("/opt/simba/job.yaml", file.toString()).split(" ")));
    arguments.add("-Dsimba.checkpoint.interval=1s");
    return arguments;
  }

  private JavaCommand kafkaCommand() {
    List<String> options = new ArrayList<>(JavaCommand.START_FAST);
    options.add("-Xmx384m");
    return new JavaCommand(
        "kafka", options, "kafka-lib.jar", List.of("kafka.Kafka", "conf/kafka.properties"));
  }

  void startBroker() throws Exception {
    kafka.start();
    Await.await(PATIENCE, () -> "no broker", topics()::isServed);
  }

  Topics topics() {
    return new Topics(brokers());
  }

  ManagedProcess broker() {
    return kafka;
  }

  ManagedProcess zooKeeper() {
    return zooKeeper;
  }

  ManagedProcess jobManager() {
    return jobManager;
  }

  ManagedProcess taskManager() {
    return taskManager;
  }

  FlinkRest rest() {
    return rest;
  }

  String brokers() {
    return broker.bootstrapServers();
  }

  /** What a process has logged. */
  String log(ManagedProcess process) throws IOException {
    return Files.readString(folder.log(process.name()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    List<ManagedProcess> all = List.of(taskManager, jobManager, kafka, zooKeeper);
    all.forEach(ManagedProcess::end);
    all.forEach(ManagedProcess::awaitEnded);
    folder.delete();
  }
}
