package org.simbastream.testbed.process;

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

/** The commands of a Flink cluster's processes, as Flink's start scripts would give them. */
public final class FlinkProcesses {

  private static final String LOGGING = "flink";
  private static final List<String> CONFIG_DIR = List.of("--configDir", "conf");

  private final Configuration options;
  private final String classPath;
  private final List<String> jvmOptions;

  private FlinkProcesses(Configuration options, String classPath, List<String> jvmOptions) {
    this.options = options;
    this.classPath = classPath;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Writes Flink's {@code config.yaml}.
   *
   * @param classPath the jar in the folder that names the class path
   * @param jvmOptions what each JVM is started with besides its memory
   */
  public static FlinkProcesses write(
      ProcessFolder folder, Map<String, String> options, String classPath, List<String> jvmOptions)
      throws IOException {
    folder.writeYaml("config.yaml", options);
    return new FlinkProcesses(Configuration.fromMap(options), classPath, jvmOptions);
  }

  /** Options by which every address of a cluster is one host's, and its ports are known. */
  public static Map<String, String> addresses(String host, int rpcPort, int restPort) {
    Map<String, String> options = new HashMap<>();
    for (String address :
        List.of(
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "taskmanager.host",
            "taskmanager.bind-host",
            "rest.address",
            "rest.bind-address")) {
      options.put(address, host);
    }
    options.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    options.put("rest.port", Integer.toString(restPort));
    return options;
  }

  /** The options as a client needs them. */
  public Configuration options() {
    return new Configuration(options);
  }

  /**
   * A JobManager.
   *
   * @param heap its greatest heap, as in {@code 320m}
   */
  public JavaCommand jobManager(String heap) {
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    main.addAll(CONFIG_DIR);
    return new JavaCommand(LOGGING, jvm(List.of("-Xmx" + heap)), classPath, main);
  }

  /**
   * A JobManager that runs one job, whose jar lies in the folder's {@code usrlib}.
   *
   * @param heap its greatest heap, as in {@code 320m}
   * @param arguments as given to Flink's {@code standalone-job.sh start-foreground}
   */
  public JavaCommand applicationManager(String heap, List<String> arguments) {
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint");
    main.addAll(CONFIG_DIR);
    main.addAll(arguments);
    return new JavaCommand(LOGGING, jvm(List.of("-Xmx" + heap)), classPath, main);
  }

  /** A TaskManager, with the memory arguments that Flink's start script would give it. */
  public JavaCommand taskManager(String resourceId) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(options);
    List<String> main = new ArrayList<>();
    main.add("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    main.addAll(CONFIG_DIR);
    main.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    main.addAll(List.of("-D", "taskmanager.resource-id=" + resourceId));
    return new JavaCommand(
        LOGGING, jvm(words(ProcessMemoryUtils.generateJvmParametersStr(memory))), classPath, main);
  }

  private List<String> jvm(List<String> memory) {
    List<String> all = new ArrayList<>(jvmOptions);
    all.addAll(memory);
    return all;
  }

  private static List<String> words(String arguments) {
    return Arrays.asList(arguments.trim().split(" +"));
  }
}
