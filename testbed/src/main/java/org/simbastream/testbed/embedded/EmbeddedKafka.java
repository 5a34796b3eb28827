package org.simbastream.testbed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.simbastream.testbed.LoopbackPorts;
import org.simbastream.testbed.kafka.BrokerSecurity;
import org.simbastream.testbed.kafka.BrokerSettings;
import org.simbastream.testbed.kafka.TopicCreation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker, with its KRaft controller, inside this JVM.
 *
 * <p>It listens on the loopback address only and speaks plain text unless it is given a {@link
 * BrokerSecurity}. It is for tests and for the demo: one copy of everything, no access control.
 * Topics are not created by being written to; see {@link #createTopic}.
 *
 * <p>Unless a directory was given, the data lives in a temporary one that {@link #close} deletes.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  /** A broker that has not stopped by then is left to end with the JVM. */
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(60);

  private final KafkaRaftServer server;
  private final BrokerSettings settings;
  private final DirectoryLock lock;
  private final boolean deleteOnClose;

  private EmbeddedKafka(
      KafkaRaftServer server, BrokerSettings settings, DirectoryLock lock, boolean deleteOnClose) {
    this.server = server;
    this.settings = settings;
    this.lock = lock;
    this.deleteOnClose = deleteOnClose;
  }

  /**
   * Starts a broker on an empty temporary directory and a free port; takes about three seconds.
   *
   * @throws IllegalStateException if Kafka doesn't start
   * @throws UncheckedIOException if the directory can't be written
   */
  public static EmbeddedKafka start() {
    return startTemporary(Optional.empty());
  }

  /**
   * Starts a broker as {@link #start()} does, which demands TLS and a password.
   *
   * @throws IllegalStateException if Kafka doesn't start
   * @throws UncheckedIOException if the directory can't be written
   */
  public static EmbeddedKafka start(BrokerSecurity security) {
    return startTemporary(Optional.of(security));
  }

  private static EmbeddedKafka startTemporary(Optional<BrokerSecurity> security) {
    try {
      return start(Files.createTempDirectory("simba-kafka-"), 0, security, true);
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary directory for the embedded Kafka", e);
    }
  }

  /**
   * Starts a broker on a directory that outlives it: an empty or absent one is formatted, that of
   * an earlier embedded broker is continued with its topics and records.
   *
   * @param directory where the data lives; not deleted by {@link #close}
   * @param port the port to listen on, or 0 for a free one
   * @throws IllegalStateException if Kafka doesn't start, for example because the port is taken or
   *     another embedded broker uses the directory
   * @throws UncheckedIOException if the directory can't be written
   */
  public static EmbeddedKafka start(Path directory, int port) {
    if (port != 0 && !LoopbackPorts.isFree(port)) {
      throw new IllegalStateException(
          "Port %d of %s is taken; give the embedded Kafka another, or 0 for a free one"
              .formatted(port, LoopbackPorts.HOST));
    }
    return start(directory, port, Optional.empty(), false);
  }

  private static EmbeddedKafka start(
      Path directory, int port, Optional<BrokerSecurity> security, boolean deleteOnClose) {
    List<Integer> free = LoopbackPorts.choose(2);
    DirectoryLock lock = DirectoryLock.acquire(directory);
    BrokerSettings settings =
        new BrokerSettings(directory, port == 0 ? free.get(0) : port, free.get(1), security);
    KafkaRaftServer server = null;
    try {
      settings.formatIfNew();
      server = new KafkaRaftServer(new KafkaConfig(settings.toMap()), Time.SYSTEM);
      startUp(server);
    } catch (Exception e) {
      end(server, lock, deleteOnClose);
      throw new IllegalStateException(
          "The embedded Kafka could not start at %s on the directory %s: %s"
              .formatted(settings.bootstrapServers(), directory, e.getMessage()),
          e);
    }
    return new EmbeddedKafka(server, settings, lock, deleteOnClose);
  }

  /** Starts the server; what would halt a Kafka process becomes an exception in this one. */
  private static void startUp(KafkaRaftServer server) {
    Exit.Procedure refuseToHalt =
        (status, message) -> {
          throw new IllegalStateException("Kafka gave up with status " + status + ": " + message);
        };
    Exit.setExitProcedure(refuseToHalt);
    Exit.setHaltProcedure(refuseToHalt);
    try {
      server.startup();
    } finally {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  /** The broker's address for clients: {@code host:port}. */
  public String bootstrapServers() {
    return settings.bootstrapServers();
  }

  /** The connection and authentication properties of clients, by Kafka's names. */
  public Map<String, String> clientSettings() {
    Map<String, String> client = new HashMap<>();
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    settings.security().ifPresent(demanded -> client.putAll(demanded.clientSettings()));
    return client;
  }

  /**
   * Creates a topic with the broker's defaults and waits until it can be written.
   *
   * @throws IllegalStateException if it isn't created and served within 30 seconds
   */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Creates a topic and waits until every partition of it can be written.
   *
   * @param name the topic's name
   * @param partitions how many partitions it gets
   * @param configs topic settings by Kafka's names, such as {@code retention.ms}
   * @throws IllegalStateException if it isn't created and served within 30 seconds, for example
   *     because it exists
   */
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    try (TopicCreation creation = new TopicCreation(clientSettings())) {
      creation.create(name, partitions, configs);
    }
  }

  /** Stops the broker and deletes its data, unless the directory was given. */
  @Override
  public void close() {
    end(server, lock, deleteOnClose);
  }

  private static void end(KafkaRaftServer server, DirectoryLock lock, boolean delete) {
    if (server != null && !shutDown(server)) {
      LOG.warn(
          "The embedded Kafka on {} did not stop within {} s; it ends with this process",
          lock.directory(),
          SHUTDOWN_PATIENCE.toSeconds());
      return;
    }
    lock.close();
    if (delete) {
      deleteRecursively(lock.directory());
    }
  }

  /** Stops the server in a separate thread, because Kafka may wait for minutes, or without end. */
  private static boolean shutDown(KafkaRaftServer server) {
    Thread shutdown =
        new Thread(
            () -> {
              server.shutdown();
              server.awaitShutdown();
            },
            "simba-kafka-shutdown");
    shutdown.setDaemon(true);
    shutdown.start();
    try {
      shutdown.join(SHUTDOWN_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !shutdown.isAlive();
  }

  private static void deleteRecursively(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded Kafka's data in " + directory + " remains", e);
    }
  }
}
