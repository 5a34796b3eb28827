package org.simbastream.cli.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Checks whether a checkpoint covers everything written to the input topic. */
final class InputProgress implements AutoCloseable {

  private final Admin admin;
  private final String group;
  private final int partitions;

  InputProgress(String bootstrapServers, String group, int partitions) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.group = group;
    this.partitions = partitions;
  }

  /** Whether the offsets that the last checkpoint committed are the ends of all partitions. */
  boolean allIsRead() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++) {
        latest.put(new TopicPartition(DemoTopics.INPUT, partition), OffsetSpec.latest());
      }
      var ends = admin.listOffsets(latest).all().get();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .allMatch(
              end -> {
                OffsetAndMetadata read = committed.get(end.getKey());
                return (read == null ? 0 : read.offset()) >= end.getValue().offset();
              });
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not report what was read", e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
