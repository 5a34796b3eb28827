package org.simbastream.testbed.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the embedded Flink's REST interface does for whom. */
@Timeout(120)
class EmbeddedFlinkIT {

  private static final String FOREIGN = "Origin: http://page.example\r\n";

  private EmbeddedFlink flink;
  private JobID job;

  @Test
  void aWebPageCanNeitherSubmitNorEndAJobNorReadAnswers() throws Exception {
    try (EmbeddedFlink started = start(Map.of())) {
      assertThat(ask("POST", "/jobs", FOREIGN + form(), formBody())).startsWith(refused());
      assertThat(ask("POST", "/v1/jobs", form(), formBody())).startsWith(refused());
      assertThat(ask("POST", "/jars/upload", FOREIGN + form(), formBody())).startsWith(refused());
      assertThat(ask("DELETE", "/jars/a.jar", "", "")).startsWith(refused());
      assertThat(ask("DELETE", "/cluster", "", "")).startsWith(refused());
      for (String path : new String[] {"stop", "savepoints", "checkpoints"}) {
        assertThat(
                ask(
                    "POST",
                    "/jobs/" + job + "/" + path,
                    FOREIGN + "Content-Type: text/plain\r\n",
                    "{}"))
            .as(path)
            .startsWith(refused());
      }
      assertThat(ask("PATCH", "/jobs/" + job + "?mode=cancel", "", "")).startsWith(refused());
      assertThat(ask("GET", "/jobs/" + job + "/yarn-cancel", "", "")).startsWith(refused());
      assertThat(ask("GET", "//jobs/" + job + "/%79arn-stop", "", "")).startsWith(refused());
      assertThat(ask("GET", "/overview", FOREIGN, ""))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("access-control-allow-origin: \r\n");
      assertThat(started.status(job)).isEqualTo(JobStatus.RUNNING);
    }
  }

  @Test
  void aReboundNameGetsNothingAndToolsOnThisMachineStillTakeSavepoints() throws Exception {
    // Flink ends only when results of savepoints were asked for, or after this time
    try (EmbeddedFlink started = start(Map.of("rest.async.store-duration", "1 s"))) {
      int port = started.webPage().getPort();
      assertThat(askAs("rebound.example:" + port, "GET", "/overview", "", ""))
          .startsWith(refused());
      assertThat(askAs("localhost:" + port, "GET", "/overview", "", "")).startsWith("HTTP/1.1 200");
      assertThat(askAs("[::1]:" + port, "GET", "/overview", "", "")).startsWith("HTTP/1.1 200");
      String own = "Origin: http://127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n";
      for (String headers : new String[] {"Content-Type: application/json\r\n", own}) {
        assertThat(
                ask(
                    "POST",
                    "/jobs/" + job + "/savepoints",
                    headers,
                    "{\"target-directory\":\"/tmp/x\"}"))
            .as("a savepoint is begun, or Flink says why not")
            .doesNotStartWith(refused());
      }
    }
  }

  @Test
  void whoAllowsItCancelsOverRest() throws Exception {
    try (EmbeddedFlink started =
        start(
            Map.of(
                "web.cancel.enable", "true",
                "web.access-control-allow-origin", "http://page.example"))) {
      assertThat(ask("GET", "/overview", "", ""))
          .containsIgnoringCase("access-control-allow-origin: http://page.example\r\n");
      assertThat(ask("PATCH", "/jobs/" + job + "?mode=cancel", FOREIGN, ""))
          .startsWith("HTTP/1.1 202");
      assertThat(started.result(job).get().getApplicationStatus())
          .isEqualTo(ApplicationStatus.CANCELED);
    }
  }

  private EmbeddedFlink start(Map<String, String> more) throws InterruptedException {
    Map<String, String> options = new TreeMap<>(Map.of("rest.port", "0"));
    options.putAll(more);
    Configuration configuration = Configuration.fromMap(options);
    flink = EmbeddedFlink.start(configuration, 1);
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(1);
    env.fromSource(
            new NumberSequenceSource(0, Long.MAX_VALUE - 1),
            WatermarkStrategy.noWatermarks(),
            "endless")
        .sinkTo(new DiscardingSink<>());
    job = flink.submit(env);
    while (flink.status(job) != JobStatus.RUNNING) { // until the test's time is up
      Thread.sleep(20);
    }
    return flink;
  }

  private static String refused() {
    return "HTTP/1.1 403";
  }

  private static String form() {
    return "Content-Type: multipart/form-data; boundary=cut\r\n";
  }

  private static String formBody() {
    return "--cut\r\nContent-Disposition: form-data; name=\"file_0\"; filename=\"a.jar\"\r\n\r\n"
        + "x\r\n--cut--\r\n";
  }

  private String ask(String method, String path, String headers, String body) throws IOException {
    URI at = flink.webPage();
    return askAs(at.getHost() + ":" + at.getPort(), method, path, headers, body);
  }

  /** The whole answer; Java's own client lets nobody choose the Host header. */
  private String askAs(String host, String method, String path, String headers, String body)
      throws IOException {
    URI at = flink.webPage();
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
              .formatted(method, path, host, body.length(), headers, body);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
