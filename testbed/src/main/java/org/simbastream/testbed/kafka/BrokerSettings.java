package org.simbastream.testbed.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.simbastream.testbed.LoopbackPorts;

/**
 * The settings of a single node that is broker and controller at once.
 *
 * @param directory where its data lives
 * @param port the port for clients
 * @param controllerPort the port on which it talks to itself as the controller
 * @param security the security for clients; empty: none
 */
public record BrokerSettings(
    Path directory, int port, int controllerPort, Optional<BrokerSecurity> security) {

  private static final int NODE_ID = 1;
  private static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String PLAINTEXT = "PLAINTEXT";

  // Roomy enough that the limit on records under test is simba's and not the broker's.
  private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  /** A node without authentication. */
  public BrokerSettings(Path directory, int port, int controllerPort) {
    this(directory, port, controllerPort, Optional.empty());
  }

  /** The broker's address for clients: {@code host:port}. */
  public String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  /** Kafka's settings, by Kafka's names. */
  public Map<String, String> toMap() {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", directory.toString());
    putListeners(settings);
    putSingleCopies(settings);
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    // Kafka's default reserves 128 MiB of heap for compaction, which a guest should not.
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * 1024 * 1024));
    return settings;
  }

  private void putListeners(Map<String, String> settings) {
    String controller = LoopbackPorts.HOST + ":" + controllerPort;
    String protocol = security.isPresent() ? BrokerSecurity.PROTOCOL : PLAINTEXT;
    String clients = protocol + "://" + bootstrapServers();
    settings.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
    settings.put("advertised.listeners", clients);
    settings.put("inter.broker.listener.name", protocol);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        "%s:%s,%s:%s".formatted(protocol, protocol, CONTROLLER_LISTENER, PLAINTEXT));
    security.ifPresent(demanded -> settings.putAll(demanded.brokerSettings()));
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  /** One node holds one copy, and few partitions of internal topics start faster than 50. */
  private static void putSingleCopies(Map<String, String> settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
  }

  /**
   * Formats the directory, unless an earlier broker has.
   *
   * @throws Exception as Kafka's formatter does
   */
  public void formatIfNew() throws Exception {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setScramArguments(security.map(BrokerSecurity::scramArgument).stream().toList())
          .run();
    }
  }
}
