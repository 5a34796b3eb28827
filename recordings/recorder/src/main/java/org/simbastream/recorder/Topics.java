package org.simbastream.recorder;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Creates the topics {@code words} and {@code word-counts}. */
public final class Topics {

  private static final List<String> NAMES = List.of("words", "word-counts");
  private static final int PARTITIONS = 4;
  private static final int MIB = 1024 * 1024;

  private Topics() {}

  /** Creates the topics; the only argument is the address of the Kafka broker. */
  public static void main(String[] args) throws Exception {
    // Small segments, so that the broker rolls and deletes some during the recording.
    Map<String, String> config =
        Map.of("segment.bytes", String.valueOf(MIB), "retention.bytes", String.valueOf(4 * MIB));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      List<NewTopic> topics =
          NAMES.stream()
              .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(config))
              .toList();
      admin.createTopics(topics).all().get();
      awaitServed(admin);
    }
  }

  /** Waits until every partition answers: a topic is created before the broker serves it. */
  private static void awaitServed(Admin admin) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions =
        NAMES.stream()
            .flatMap(
                name ->
                    IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(name, partition)))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    while (true) {
      try {
        admin.listOffsets(partitions).all().get();
        return;
      } catch (ExecutionException e) {
        Thread.sleep(200);
      }
    }
  }
}
