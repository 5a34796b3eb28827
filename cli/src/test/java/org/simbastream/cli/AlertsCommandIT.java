package org.simbastream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** Alerts go from a real topic to a real receiver, each until it is taken. */
@Timeout(120)
class AlertsCommandIT {

  private static final Pattern TELLING =
      Pattern.compile("\"state\":\"(\\w+)\",\"id\":\"(\\w+)\",\"sequence\":(\\d)");

  private static EmbeddedKafka kafka;

  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>(); // 200 when there are none
  private HttpServer server;
  private String topic;

  @TempDir private Path directory;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void startReceiver() throws IOException {
    topic = "alerts-" + System.nanoTime();
    kafka.createTopic(topic, 2, Map.of("cleanup.policy", "compact"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/secret", this::receive);
    server.start();
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int answer = answers.isEmpty() ? 200 : answers.poll();
    Matcher telling = TELLING.matcher(body);
    received.add(answer + " " + (telling.find() ? telling.group(2) + telling.group(3) : body));
    tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  @Test
  void openAlertsAreSentFirstThenEveryTellingOnceAndARestartGoesOn() throws Exception {
    tell("a", "opened", 1);
    tell("a", "closed", 2);
    tell("b", "opened", 1);
    tell("b", "updated", 2);
    assertThat(send().exitCode()).isZero();
    assertThat(received).containsExactly("200 b2");

    received.clear();
    tell("b", "closed", 3);
    tell("b", "closed", 3); // as a job writes that begins anew on the same records
    tell("c", "opened", 1);
    tell("c", "updated", 2);
    assertThat(send("--skip-updates").exitCode()).isZero();
    assertThat(received).containsExactlyInAnyOrder("200 b3", "200 c1");

    received.clear();
    assertThat(send().exitCode()).isZero();
    assertThat(received).isEmpty();
    assertThat(send("--group", "another").exitCode()).isZero();
    assertThat(received).containsExactly("200 c2");
  }

  @Test
  void anAlertIsSentUntilItIsTakenAndOneThatIsRefusedHoldsUpNoOther() throws Exception {
    Path headers = Files.writeString(directory.resolve("headers"), "Authorization: Bearer t\n");
    tell("a", "opened", 1);
    answers.addAll(List.of(503, 429));
    CommandRun run = send("--headers", headers.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(received).containsExactly("503 a1", "429 a1", "200 a1");
    assertThat(tokens).containsOnly("Bearer t");
    assertThat(run.err()).contains("status 503").doesNotContain("secret");

    received.clear();
    tell("a", "closed", 2);
    tell("a", "opened", 3);
    answers.add(400);
    CommandRun refused = send();
    assertThat(refused.exitCode()).isZero();
    assertThat(received).containsExactly("400 a2", "200 a3");
    assertThat(refused.err()).contains("alert a/2 of stream web is left out");
  }

  @Test
  void aWrongAddressEndsTheCommandAndLosesNothing() throws Exception {
    tell("a", "opened", 1);
    answers.add(404);
    CommandRun run = send();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("answered with status 404", "check --webhook")
        .doesNotContain("secret");
    assertThat(send().exitCode()).isZero();
    assertThat(received).containsExactly("404 a1", "200 a1");
  }

  @Test
  void withoutAWebhookAlertsArePrintedAndWhatIsNoneIsReported() throws Exception {
    tell("a", "opened", 1);
    tell("a", "closed", 2);
    tell("b", "opened", 1);
    put("x", "no alert");
    CommandRun run = run("--once");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("closed  web  '503' where '200' usually stands", "opened  web", "status 503");
    assertThat(run.out().lines()).hasSize(4);
    assertThat(run.err()).contains("the record at " + topic + "-");
    assertThat(run("--once", "--dry-run", "--format", "slack").out())
        .startsWith("{\"text\":\"*web* opened: ")
        .hasLineCount(1);
  }

  @Test
  void aTopicThatIsMissingAndAnAddressThatIsNoneEndTheCommandAtOnce() throws Exception {
    topic = "absent";
    assertThat(run("--once").err())
        .contains("simba.alerts.topic names 'absent'", "cleanup.policy=compact");
    assertThat(run("--webhook", "alertmanager:9093/secret").err())
        .contains("--webhook")
        .doesNotContain("secret");
  }

  private CommandRun send(String... more) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/secret";
    List<String> all = new ArrayList<>(List.of("--once", "--webhook", address));
    all.addAll(Arrays.asList(more));
    return run(all.toArray(String[]::new));
  }

  private CommandRun run(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "alerts",
                "-Dsimba.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "-Dsimba.input.group-id=" + topic,
                "-Dsimba.alerts.topic=" + topic));
    kafka
        .clientSettings()
        .forEach(
            (name, value) -> {
              if (!name.equals("bootstrap.servers")) {
                all.add("-Dsimba.kafka.properties." + name + "=" + value);
              }
            });
    all.addAll(Arrays.asList(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private void tell(String id, String state, int sequence) throws Exception {
    put(
        id,
        """
        {"key":"web","kind":"value","state":"%s","id":"%s","sequence":%d,"firstSeen":1700000040000,\
        "lastSeen":1700000100000,"count":3,"score":6.5,"lines":[{"text":"status 503","score":6.5,\
        "why":[{"kind":"value","from":7,"to":10,"nats":9.1,"expected":"200"}],"time":1,"topic":"l",\
        "partition":0,"offset":1}],"suppressed":0}\
        """
            .formatted(state, id, sequence));
  }

  private void put(String key, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(kafka.clientSettings()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8))).get();
    }
  }
}
