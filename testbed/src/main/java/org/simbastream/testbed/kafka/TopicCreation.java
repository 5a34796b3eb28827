package org.simbastream.testbed.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Creates topics and waits until they can be written. */
public final class TopicCreation implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;

  /** Connects to a broker; {@link #close} ends the connection. */
  public TopicCreation(String bootstrapServers) {
    this(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * Connects to a broker that may require authentication.
   *
   * @param clientSettings the connection and authentication properties, by Kafka's names
   */
  public TopicCreation(Map<String, String> clientSettings) {
    this.admin = Admin.create(new HashMap<>(clientSettings));
  }

  /**
   * Creates a topic of one copy.
   *
   * @param configs topic settings by Kafka's names, such as {@code retention.ms}
   * @throws IllegalStateException if it is not created and served within 30 seconds
   */
  public void create(String name, int partitions, Map<String, String> configs) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      awaitServed(name, partitions, deadline);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Topic '" + name + "' was not created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while topic '" + name + "' was created", e);
    }
  }

  /**
   * Queries offsets until every partition answers. The reply to the creation comes before the
   * broker serves the partitions, and an idempotent producer that writes in between can loop for
   * ever on out-of-order sequence numbers.
   */
  private void awaitServed(String name, int partitions, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(name, partition), OffsetSpec.latest());
    }
    while (true) {
      try {
        long left = Math.max(1, deadline - System.nanoTime());
        admin.listOffsets(latest).all().get(left, TimeUnit.NANOSECONDS);
        return;
      } catch (ExecutionException e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
