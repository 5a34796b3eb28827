package org.simbastream.recordings.cluster;

import java.io.IOException;
import java.util.Map;
import org.simbastream.testbed.process.FlinkProcesses;
import org.simbastream.testbed.process.JavaCommand;

/** Flink's options. */
final class FlinkConfiguration {

  private FlinkConfiguration() {}

  /** Writes Flink's {@code config.yaml}. */
  static FlinkProcesses write(ClusterFolder folder, Ports ports) throws IOException {
    Map<String, String> options =
        FlinkProcesses.addresses(Ports.HOST, ports.jobManager(), ports.rest());
    addMemory(options);
    addRecovery(options, folder);
    options.put("io.tmp.dirs", folder.processes().root().resolve("tmp").toString());
    options.put("parallelism.default", "2");
    return FlinkProcesses.write(
        folder.processes(), options, ClusterFolder.CLASS_PATH, JavaCommand.START_FAST);
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
}
