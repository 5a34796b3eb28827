package org.simbastream.recordings.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.simbastream.testbed.kafka.BrokerSettings;
import org.simbastream.testbed.process.JavaCommand;

/** The broker: one listener for Flink, and one on which applications must say who they are. */
final class BrokerConfiguration {

  /** The password of each application is its name and this. */
  static final String PASSWORD_SUFFIX = "-secret";

  private static final String FILE = "kafka.properties";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private BrokerConfiguration() {}

  /** Formats the broker's data and writes its properties. */
  static JavaCommand write(ClusterFolder folder, Ports ports) throws Exception {
    BrokerSettings settings =
        new BrokerSettings(folder.brokerData(), ports.broker(), ports.controller());
    settings.formatIfNew();
    Map<String, String> properties = settings.toMap();
    String applications = "SASL_PLAINTEXT://" + Ports.address(ports.applications());
    properties.merge("listeners", applications, (all, one) -> all + "," + one);
    properties.merge("advertised.listeners", applications, (all, one) -> all + "," + one);
    properties.merge(
        "listener.security.protocol.map",
        "SASL_PLAINTEXT:SASL_PLAINTEXT",
        (all, one) -> all + "," + one);
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        LOGIN + user(Processes.GENERATOR) + user(Processes.CONSUMER) + ";");
    folder.processes().writeProperties(FILE, properties);
    List<String> options = new ArrayList<>(JavaCommand.START_FAST);
    options.add("-Xmx320m");
    return new JavaCommand(
        "kafka", options, ClusterFolder.CLASS_PATH, List.of("kafka.Kafka", "conf/" + FILE));
  }

  /** What a client on the applications' listener needs. */
  static Map<String, String> client(String application, String password) {
    return Map.of(
        "kafka.security.protocol", "SASL_PLAINTEXT",
        "kafka.sasl.mechanism", "PLAIN",
        "kafka.sasl.jaas.config",
            "%s username=\"%s\" password=\"%s\";".formatted(LOGIN, application, password));
  }

  private static String user(String application) {
    return " user_%s=\"%s\"".formatted(application, application + PASSWORD_SUFFIX);
  }
}
