package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.testbed.LoopbackPorts;

/** What Grafana's board and Prometheus' rules ask for is what a running job shows to Prometheus. */
@Timeout(300)
class MetricsBoardIT {

  private static final Path BOARD = Path.of("../deploy/grafana/dashboards/simba-stream.json");
  private static final Path RULES = Path.of("../deploy/prometheus/rules.yml");
  private static final Pattern METRIC = Pattern.compile("flink_\\w+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(flink_\\w+)\\{.*\\} (\\S+)$");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;

  @Test
  void everyMetricOfTheBoardAndTheRulesHasANumber() throws Exception {
    int port = LoopbackPorts.choose(1).get(0);
    try (JobKit kit = new JobKit(directory)) {
      SimbaConfiguration configuration =
          kit.configuration(
              Map.of(
                  "rest.port",
                  "0",
                  "simba.alerts.enabled",
                  "true",
                  "simba.record.malformed-text",
                  "reject",
                  "metrics.reporter.prometheus.factory.class",
                  "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                  "metrics.reporter.prometheus.port",
                  Integer.toString(port)));
      kit.send(TestStreams.lines(5, 300, 11));
      kit.send(0, 1_700_000_043_000L, new byte[] {(byte) 0xff});
      try (JobKit.Running running =
          kit.start(configuration, new SimbaOperator(SimbaJob.settings(configuration)))) {
        Set<String> wanted = metricsOfTheBoard();
        wanted.addAll(metricsOfTheRules());
        assertThat(wanted).hasSizeGreaterThan(20);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> shown = metricsWithANumber(port);
        while (!shown.containsAll(wanted) && System.nanoTime() < deadline) {
          shown = metricsWithANumber(port);
        }
        assertThat(shown).containsAll(wanted);
        assertThat(running.job()).isNotNull();
      }
    }
  }

  private static Set<String> metricsOfTheBoard() throws IOException {
    Set<String> metrics = new TreeSet<>();
    for (JsonNode panel : new ObjectMapper().readTree(BOARD.toFile()).get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        Matcher matcher = METRIC.matcher(target.get("expr").textValue());
        while (matcher.find()) {
          metrics.add(matcher.group());
        }
      }
    }
    return metrics;
  }

  private static Set<String> metricsOfTheRules() throws IOException {
    Set<String> metrics = new TreeSet<>();
    JsonNode rules = new YAMLMapper().readTree(RULES.toFile()).at("/groups/0/rules");
    assertThat(rules.size()).isGreaterThan(3);
    for (JsonNode rule : rules) {
      Matcher matcher = METRIC.matcher(rule.get("expr").textValue());
      assertThat(matcher.find()).as(rule.toString()).isTrue();
      do {
        metrics.add(matcher.group());
      } while (matcher.find());
    }
    return metrics;
  }

  private Set<String> metricsWithANumber(int port) throws IOException, InterruptedException {
    URI address = URI.create("http://" + LoopbackPorts.HOST + ":" + port + "/metrics");
    String text =
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    Set<String> metrics = new TreeSet<>();
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      if (Double.isFinite(number(sample.group(2)))) {
        metrics.add(sample.group(1));
      }
    }
    return metrics;
  }

  private static double number(String text) {
    return text.equals("+Inf") || text.equals("-Inf") ? Double.NaN : Double.parseDouble(text);
  }
}
