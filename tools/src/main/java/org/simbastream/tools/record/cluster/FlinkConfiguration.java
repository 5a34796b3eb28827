package org.simbastream.tools.record.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** Flink's options, and with them the commands of its processes. */
final class FlinkConfiguration {

  private static final List<String> CONFIG_DIR = List.of("--configDir", "conf");

  private final Configuration options;

  private FlinkConfiguration(Configuration options) {
    this.options = options;
  }

  /** Writes Flink's {@code config.yaml}. */
  static FlinkConfiguration write(ClusterFolder folder, Ports ports) throws IOException {
    Map<String, String> options = new HashMap<>();
    addAddresses(options, ports);
    addMemory(options);
    addRecovery(options, folder);
    options.put("io.tmp.dirs", folder.root().resolve("tmp").toString());
    options.put("parallelism.default", "2");
    folder.writeYaml("config.yaml", options);
    return new FlinkConfiguration(Configuration.fromMap(options));
  }

  private static void addAddresses(Map<String, String> options, Ports ports) {
    for (String address :
        List.of(
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "taskmanager.host",
            "taskmanager.bind-host",
            "rest.address",
            "rest.bind-address")) {
      options.put(address, Ports.HOST);
    }
    options.put("jobmanager.rpc.port", Integer.toString(ports.jobManager()));
    options.put("rest.port", Integer.toString(ports.rest()));
  }

  private static void addMemory(Map<String, String> options) {
    options.put("jobmanager.memory.process.size", "1024m");
    options.put("taskmanager.numberOfTaskSlots", "1");
    options.put("taskmanager.memory.framework.heap.size", "96m");
    options.put("taskmanager.memory.framework.off-heap.size", "64m");
    options.put("taskmanager.memory.task.heap.size", "96m");
    options.put("taskmanager.memory.managed.size", "64m");
    options.put("taskmanager.memory.network.min", "32m");
    options.put("taskmanager.memory.network.max", "32m");
    options.put("taskmanager.memory.jvm-metaspace.size", "192m");
  }

  /** As in production, only faster, so that a recording need not last so long. */
  private static void addRecovery(Map<String, String> options, ClusterFolder folder) {
    options.put("heartbeat.interval", "1000");
    options.put("heartbeat.timeout", "6000");
    options.put("restart-strategy.type", "fixed-delay");
    options.put("restart-strategy.fixed-delay.attempts", "1000");
    options.put("restart-strategy.fixed-delay.delay", "3 s");
    options.put("state.backend.type", "rocksdb");
    options.put("execution.checkpointing.interval", "3 s");
    options.put("execution.checkpointing.timeout", "12 s");
    options.put("execution.checkpointing.incremental", "true");
    options.put("execution.checkpointing.mode", "EXACTLY_ONCE");
    options.put("execution.checkpointing.storage", "filesystem");
    options.put("execution.checkpointing.dir", folder.checkpoints().toUri().toString());
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
  }

  /** The options as a client needs them. */
  Configuration options() {
    return new Configuration(options);
  }

  JavaCommand jobManager() {
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    main.addAll(CONFIG_DIR);
    return new JavaCommand("flink", List.of("-Xmx320m"), main);
  }

  /** A TaskManager, with the memory arguments that Flink's start script would give it. */
  JavaCommand taskManager(String resourceId) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(options);
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    main.addAll(CONFIG_DIR);
    main.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    main.addAll(List.of("-D", "taskmanager.resource-id=" + resourceId));
    return new JavaCommand(
        "flink", words(ProcessMemoryUtils.generateJvmParametersStr(memory)), main);
  }

  private static List<String> words(String arguments) {
    return Arrays.asList(arguments.trim().split(" +"));
  }
}
