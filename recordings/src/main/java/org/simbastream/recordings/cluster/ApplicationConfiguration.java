package org.simbastream.recordings.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.recordings.load.CountConsumer;
import org.simbastream.recordings.load.CountStore;
import org.simbastream.recordings.load.HostClock;
import org.simbastream.recordings.load.WordGenerator;
import org.simbastream.testbed.process.JavaCommand;

/** The properties files of the applications, and their commands. */
final class ApplicationConfiguration {

  private final ClusterFolder folder;
  private final Map<String, Map<String, String>> right;

  ApplicationConfiguration(ClusterFolder folder, Ports ports, long seed) {
    this.folder = folder;
    this.right =
        Map.of(
            Processes.GENERATOR, generator(ports, seed),
            Processes.CONSUMER, consumer(ports),
            Processes.STORE, Map.of("host", Ports.HOST, "port", Integer.toString(ports.store())));
  }

  /**
   * Writes an application's properties.
   *
   * @param changes what is different from the right ones
   */
  void write(String application, Map<String, String> changes) throws IOException {
    Map<String, String> properties = new HashMap<>(right.get(application));
    properties.putAll(changes);
    folder.processes().writeProperties(application + ".properties", properties);
  }

  JavaCommand command(String application) {
    String file = "conf/" + application + ".properties";
    return switch (application) {
      case Processes.GENERATOR ->
          command(
              WordGenerator.class,
              file,
              "-Xmx96m",
              "-Dlog4j2.clock=" + HostClock.class.getName(),
              "-Dhost.clock=data/host-clock");
      case Processes.CONSUMER -> command(CountConsumer.class, file, "-Xmx96m");
      case Processes.STORE -> command(CountStore.class, file, "-Xmx64m");
      default -> throw new IllegalArgumentException(application + " is no application");
    };
  }

  private static JavaCommand command(Class<?> main, String file, String... options) {
    List<String> all = new ArrayList<>(JavaCommand.START_FAST);
    all.addAll(List.of(options));
    return new JavaCommand(
        "application", all, ClusterFolder.CLASS_PATH, List.of(main.getName(), file));
  }

  private static Map<String, String> generator(Ports ports, long seed) {
    Map<String, String> properties = new HashMap<>();
    properties.put("topic", Cluster.WORDS);
    properties.put("seed", Long.toString(seed));
    properties.put("journal", "data/journal");
    properties.put("inbox", "inbox");
    addKafka(properties, Processes.GENERATOR, ports);
    properties.put("kafka.linger.ms", "5");
    properties.put("kafka.request.timeout.ms", "4000");
    properties.put("kafka.delivery.timeout.ms", "8000");
    properties.put("kafka.max.block.ms", "5000");
    return properties;
  }

  private static Map<String, String> consumer(Ports ports) {
    Map<String, String> properties = new HashMap<>();
    properties.put("topic", Cluster.COUNTS);
    properties.put("store", "http://" + Ports.address(ports.store()) + "/counts");
    addKafka(properties, Processes.CONSUMER, ports);
    properties.put("kafka.group.id", Processes.CONSUMER);
    properties.put("kafka.isolation.level", "read_committed");
    properties.put("kafka.auto.offset.reset", "earliest");
    properties.put("kafka.session.timeout.ms", "6000");
    properties.put("kafka.heartbeat.interval.ms", "2000");
    properties.put("kafka.request.timeout.ms", "5000");
    return properties;
  }

  private static void addKafka(Map<String, String> properties, String application, Ports ports) {
    properties.put("kafka.bootstrap.servers", Ports.address(ports.applications()));
    properties.put("kafka.client.id", application);
    properties.putAll(
        BrokerConfiguration.client(application, application + BrokerConfiguration.PASSWORD_SUFFIX));
  }
}
