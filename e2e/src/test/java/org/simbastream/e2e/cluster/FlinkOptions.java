package org.simbastream.e2e.cluster;

import java.util.Map;
import org.simbastream.testbed.LoopbackPorts;
import org.simbastream.testbed.process.FlinkProcesses;
import org.simbastream.testbed.process.ProcessFolder;

/** Flink's options: as in production, with failures noticed and repaired faster. */
final class FlinkOptions {

  private FlinkOptions() {}

  static Map<String, String> of(ClusterSettings settings, ProcessFolder folder, Ports ports) {
    Map<String, String> options =
        FlinkProcesses.addresses(LoopbackPorts.HOST, ports.jobManager(), ports.rest());
    addMemory(options, settings);
    addRecovery(options, folder);
    addObservation(options);
    options.put("io.tmp.dirs", folder.root().resolve("tmp").toString());
    options.put("web.tmpdir", folder.data("web").toString());
    // where the next JobManager finds the jars again
    options.put("web.upload.dir", folder.data("web").toString());
    options.put("blob.storage.directory", folder.data("blobs").toString());
    if (settings.djlInLib()) {
      options.put("classloader.parent-first-patterns.additional", "ai.djl;com.sun.jna");
    }
    if (settings.zooKeeper()) {
      options.put("high-availability.type", "zookeeper");
      options.put(
          "high-availability.zookeeper.quorum", LoopbackPorts.HOST + ":" + ports.zooKeeper());
      options.put(
          "high-availability.storageDir", folder.data("high-availability").toUri().toString());
      options.put("high-availability.zookeeper.client.session-timeout", "4000");
    }
    options.putAll(settings.flink());
    return options;
  }

  private static void addMemory(Map<String, String> options, ClusterSettings settings) {
    options.put("jobmanager.memory.process.size", "1600m");
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
    options.put("taskmanager.memory.framework.heap.size", "128m");
    options.put("taskmanager.memory.framework.off-heap.size", "128m");
    options.put("taskmanager.memory.task.heap.size", "512m");
    options.put("taskmanager.memory.task.off-heap.size", "256m");
    options.put("taskmanager.memory.managed.size", "128m");
    options.put("taskmanager.memory.network.min", "64m");
    options.put("taskmanager.memory.network.max", "64m");
    options.put("taskmanager.memory.jvm-metaspace.size", "256m");
    options.put("taskmanager.network.memory.buffer-debloat.enabled", "true");
  }

  private static void addRecovery(Map<String, String> options, ProcessFolder folder) {
    // on a machine that does other work too, a JVM may take its time
    options.put("pekko.ask.timeout", "60 s");
    options.put("taskmanager.registration.timeout", "5 min");
    options.put("heartbeat.interval", "500");
    options.put("heartbeat.timeout", "20000");
    options.put("restart-strategy.type", "fixed-delay");
    options.put("restart-strategy.fixed-delay.attempts", "1000");
    options.put("restart-strategy.fixed-delay.delay", "500 ms");
    options.put("slot.request.timeout", "120000");
    options.put("state.backend.type", "hashmap");
    options.put("execution.checkpointing.incremental", "true");
    options.put("execution.checkpointing.dir", folder.data("checkpoints").toUri().toString());
    options.put("execution.checkpointing.timeout", "20 s");
    options.put("execution.checkpointing.tolerable-failed-checkpoints", "1000");
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
  }

  /** The suite asks often and wants to hear of now. */
  private static void addObservation(Map<String, String> options) {
    options.put("web.refresh-interval", "50");
    options.put("rest.cache.checkpoint-statistics.timeout", "50 ms");
    options.put("metrics.fetcher.update-interval", "500");
  }
}
