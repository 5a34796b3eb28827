package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.simbastream.cli.alerts.AlertFeed;
import org.simbastream.cli.alerts.AlertFormat;
import org.simbastream.cli.alerts.AlertPrinter;
import org.simbastream.cli.alerts.AlertTaker;
import org.simbastream.cli.alerts.DryRun;
import org.simbastream.cli.alerts.Webhook;
import org.simbastream.cli.terminal.MarkedText;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "alerts",
    description = {
      "Tells the alerts that a job writes with simba.alerts.enabled: on the terminal, or to a"
          + " webhook.",
      "",
      "At its first start it tells the alerts that are open, then everything that is told of"
          + " alerts. With a webhook it remembers its place in Kafka, under a consumer group: each"
          + " alert is sent until the receiver takes it, and after a restart from where it was. A"
          + " receiver may therefore see one twice: id and sequence tell. Run one such process per"
          + " receiver.",
      "",
      "Examples: simba alerts --config job.yaml --once",
      "          simba alerts --config job.yaml --format alertmanager --webhook"
          + " http://alertmanager:9093/api/v2/alerts",
      "          SIMBA_WEBHOOK_URL=https://hooks.slack.com/services/… simba alerts --config"
          + " job.yaml --format slack --skip-updates"
    })
final class AlertsCommand implements Callable<Integer> {

  /** In place of {@code --webhook}, for addresses that are secret. */
  static final String WEBHOOK_VARIABLE = "SIMBA_WEBHOOK_URL";

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The YAML file of simba run, with the topic of the alerts and the connection.")
  private Path config;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description =
          "The address to which alerts are sent; default: the environment variable "
              + WEBHOOK_VARIABLE
              + ", which other users of this machine can't read. Without either, alerts are"
              + " printed.")
  private String webhook;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description =
          "What the webhook receives: alertmanager (for its API, /api/v2/alerts), webhook (what"
              + " Alertmanager sends to webhooks itself), slack (also Mattermost, Rocket.Chat), or"
              + " json (the alert as it stands in the topic); default: ${DEFAULT-VALUE}.")
  private AlertFormat format;

  @Option(
      names = "--headers",
      paramLabel = "FILE",
      description =
          "A file with further headers of each request, one a line, such as Authorization: Bearer"
              + " ….")
  private Path headers;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "The consumer group under which the place of a webhook is remembered; default: the job's"
              + " group with -alerts- and the format. Two receivers of one format need two groups.")
  private String group;

  @Option(
      names = "--skip-updates",
      description = "Tell only that alerts open and close, not that they go on.")
  private boolean skipUpdates;

  @Option(
      names = "--once",
      description =
          "End with what is there at the start. On the terminal closed alerts are printed too.")
  private boolean once;

  @Option(
      names = "--dry-run",
      description =
          "Print what the webhook would be sent, one request a line; send nothing and remember"
              + " nothing.")
  private boolean dryRun;

  @Mixin private OverrideOptions overrides;

  private final PrintStream out;
  private final PrintStream err;

  AlertsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    String url = webhook == null ? System.getenv(WEBHOOK_VARIABLE) : webhook;
    boolean sends = url != null && !dryRun;
    URI address = url == null ? null : address(url);
    Map<String, String> further = headers == null ? Map.of() : headers(headers);
    SimbaConfiguration configuration =
        SimbaConfiguration.load(config, overrides.values()).requireBrokers();
    String topic = topic(configuration);
    Properties consumer = configuration.consumerProperties();
    consumer.setProperty(
        ConsumerConfig.GROUP_ID_CONFIG,
        group == null
            ? configuration.groupId() + "-alerts-" + format.name().toLowerCase(Locale.ROOT)
            : group);
    String job = configuration.get(SimbaOptions.NAME);
    boolean prints = url == null && !dryRun;
    var settings = new AlertFeed.Settings(sends, once, prints && once, !skipUpdates);
    try (AlertFeed feed = new AlertFeed(consumer, topic, settings, err)) {
      if (!sends) {
        AlertTaker printer =
            prints ? new AlertPrinter(out, MarkedText.isSeen()) : new DryRun(out, format, job);
        try (OnInterrupt ignored = new OnInterrupt(feed::stop)) {
          feed.run(printer);
        }
        return 0;
      }
      Webhook receiver = new Webhook(address, further, format, job, FIRST_PAUSE, err);
      Runnable stop =
          () -> {
            receiver.stop();
            feed.stop();
          };
      try (OnInterrupt ignored = new OnInterrupt(stop)) {
        feed.run(receiver);
      }
    }
    return 0;
  }

  /**
   * The topic of the alerts.
   *
   * @throws InvalidConfigurationException if there is none
   */
  private String topic(SimbaConfiguration configuration) {
    String topic = configuration.get(SimbaOptions.ALERTS_TOPIC);
    try (TopicLookup topics = TopicLookup.open(configuration)) {
      if (topics.partitions(topic).isEmpty()) {
        throw new InvalidConfigurationException(
            List.of(
                ("%s names '%s', which does not exist: set %s to true in the job's file, and create"
                        + " the topic: kafka-topics.sh --bootstrap-server %s --create --topic %s"
                        + " --partitions 1 --config cleanup.policy=compact")
                    .formatted(
                        SimbaOptions.ALERTS_TOPIC.key(),
                        topic,
                        SimbaOptions.ALERTS_ENABLED.key(),
                        configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS),
                        topic)));
      }
    }
    return topic;
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url.strip());
      if (address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // the address may be secret, and so may the message
    }
    throw new IllegalArgumentException(
        "--webhook (or "
            + WEBHOOK_VARIABLE
            + ") is no address; give one such as http://alertmanager:9093/api/v2/alerts");
  }

  private static Map<String, String> headers(Path file) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] header = line.split(":", 2);
      if (header.length == 2) {
        headers.put(header[0].strip(), header[1].strip());
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException(
            "--headers names " + file + ", which has a line without a colon; give NAME: VALUE");
      }
    }
    return headers;
  }
}
