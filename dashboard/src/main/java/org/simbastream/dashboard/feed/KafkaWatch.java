package org.simbastream.dashboard.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the brokers: whether they answer, which topics exist, and how far behind the job is. */
final class KafkaWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
  private static final long EVERY_MS = 2_000;
  private static final String PATIENCE_MS = "3000";

  private final SimbaConfiguration configuration;
  private final ResultTopics topics;
  private final List<String> notWritten; // topics that the configuration switches off
  private final LiveState live;
  private final Clock clock;
  private final CountDownLatch closed;
  private volatile KafkaStatus status;
  private volatile List<TopicPartition> results = List.of();

  KafkaWatch(SimbaConfiguration configuration, LiveState live, Clock clock, CountDownLatch closed) {
    this.configuration = configuration;
    this.topics = ResultTopics.of(configuration);
    this.notWritten = notWritten(configuration, topics);
    this.live = live;
    this.clock = clock;
    this.closed = closed;
    this.status =
        new KafkaStatus(
            KafkaStatus.State.CONNECTING, clock.millis(), "", List.of(), KafkaStatus.Lag.NOT_KNOWN);
  }

  private static List<String> notWritten(SimbaConfiguration configuration, ResultTopics topics) {
    List<String> off = new ArrayList<>();
    if (!configuration.get(SimbaOptions.ALERTS_ENABLED)) {
      off.add(topics.alerts());
    }
    if (!configuration.get(SimbaOptions.OUTPUT_PATTERNS_ENABLED)) {
      off.add(topics.patterns());
    }
    return off;
  }

  KafkaStatus status() {
    return status;
  }

  /** The partitions of those output topics that exist. */
  List<TopicPartition> results() {
    return results;
  }

  @Override
  public void run() {
    try {
      while (closed.getCount() > 0) {
        try (Admin admin = Admin.create(properties())) {
          askUntilItFails(admin);
        } catch (KafkaException e) {
          away(e);
        }
        closed.await(EVERY_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askUntilItFails(Admin admin) throws InterruptedException {
    InputLag lag = new InputLag(admin, configuration.groupId());
    do {
      try {
        ask(admin, lag);
      } catch (ExecutionException e) {
        away(e.getCause());
        if (e.getCause() instanceof AuthenticationException) {
          return; // begin anew: a client doesn't read a renewed certificate
        }
      }
    } while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS));
  }

  private void ask(Admin admin, InputLag lag) throws InterruptedException, ExecutionException {
    List<String> missing = new ArrayList<>();
    results = partitions(admin, topics.all(), missing);
    missing.removeAll(notWritten);
    Map<TopicPartition, Long> scoredTo = live.scoredTo();
    List<TopicPartition> input = partitions(admin, inputTopics(scoredTo), new ArrayList<>());
    status =
        new KafkaStatus(status.state(), status.since(), "", missing, lag.ask(input, scoredTo))
            .becomes(KafkaStatus.State.CONNECTED, clock.millis(), "");
  }

  /** The configured input topics, else those that scored records name. */
  private Set<String> inputTopics(Map<TopicPartition, Long> scoredTo) {
    Set<String> names =
        new LinkedHashSet<>(configuration.find(SimbaOptions.INPUT_TOPICS).orElse(List.of()));
    if (names.isEmpty()) {
      scoredTo.keySet().forEach(partition -> names.add(partition.topic()));
    }
    return names;
  }

  private static List<TopicPartition> partitions(
      Admin admin, Iterable<String> names, List<String> missing)
      throws InterruptedException, ExecutionException {
    Map<String, KafkaFuture<TopicDescription>> asked = new HashMap<>();
    List<TopicPartition> partitions = new ArrayList<>();
    for (String name : names) {
      asked.put(name, admin.describeTopics(List.of(name)).topicNameValues().get(name));
    }
    for (String name : names) {
      try {
        asked.get(name).get().partitions().stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .forEach(partitions::add);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException
            || e.getCause() instanceof InvalidTopicException
            || e.getCause() instanceof AuthorizationException)) {
          throw e;
        }
        missing.add(name);
      }
    }
    return partitions;
  }

  /** Reports a failure without quoting Kafka's message, which may contain client properties. */
  private void away(Throwable e) {
    if (status.state() != KafkaStatus.State.AWAY) {
      LOG.warn("Kafka does not answer", e);
    }
    String brokers = configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS);
    String message =
        e instanceof AuthenticationException
            ? "The brokers at "
                + brokers
                + " refused the page's login or TLS; check simba.kafka.properties.*"
            : "No broker answers at " + brokers + ".";
    status = status.becomes(KafkaStatus.State.AWAY, clock.millis(), message);
  }

  private Properties properties() {
    Properties properties = configuration.adminProperties();
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
    properties.setProperty(AdminClientConfig.CLIENT_ID_CONFIG, "simba-dashboard-watch");
    return properties;
  }
}
