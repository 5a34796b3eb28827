package org.simbastream.dashboard.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.dashboard.Dashboard;
import org.simbastream.dashboard.DashboardSettings;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.testbed.LoopbackPorts;

/** What the server answers, and to whom; there is no Kafka, which must not matter. */
@Timeout(60)
class PageServerTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Dashboard dashboard;

  @BeforeAll
  static void start() {
    dashboard = Dashboard.start(settings(0));
  }

  @AfterAll
  static void stop() {
    dashboard.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "style.css", "app.js", "icon.svg", "api/settings", "api/letters"})
  void everyAnswerForbidsForeignScriptsAndFrames(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    for (Map.Entry<String, Asset> asset : Asset.all().entrySet()) {
      String text =
          new String(asset.getValue().bytes(), UTF_8)
              .replace("http://www.w3.org/2000/svg", ""); // a name, not an address
      assertThat(text)
          .as(asset.getKey())
          .doesNotContain("http://", "https://", "innerHTML", "insertAdjacentHTML", "eval(");
    }
  }

  @Test
  void filesBesideThePageAreNotServed() throws Exception {
    assertThat(get("Asset.class").statusCode()).isEqualTo(404);
    assertThat(get("..%2fAsset.class").statusCode()).isIn(400, 404);
    assertThat(get("page/app.js").statusCode()).isEqualTo(404);
  }

  @Test
  void anotherNameForThisAddressIsRefused() throws Exception {
    assertThat(statusOf("evil.example", "/api/settings")).isEqualTo(403);
    assertThat(statusOf("127.0.0.1:" + dashboard.address().getPort(), "/api/settings"))
        .isEqualTo(200);
    assertThat(statusOf("localhost", "/api/settings")).isEqualTo(200);
  }

  @Test
  void aNameThatNobodyAllowedIsRefusedWhereverThePageListens() throws Exception {
    try (Dashboard open = Dashboard.start(settings("0.0.0.0", 0))) {
      int port = open.address().getPort();
      for (String name :
          List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "1.2.3", "")) {
        assertThat(answerTo(port, name, "/api/settings"))
            .as(name)
            .startsWith("HTTP/1.1 403")
            .contains("--allow-host")
            .doesNotContain("token");
        assertThat(answerTo(port, name, "/")).as(name).startsWith("HTTP/1.1 403");
      }
      for (String name :
          List.of(
              "localhost:" + port,
              "LOCALHOST",
              "localhost.",
              "192.168.17.4:" + port,
              "[fe80::1]:" + port,
              InetAddress.getLocalHost().getHostName())) {
        assertThat(answerTo(port, name, "/api/settings")).as(name).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void aNameThatIsAllowedIsAnsweredAndStartsOnlyWhatItsOwnPageAsksFor() throws Exception {
    DashboardSettings named = settings("0.0.0.0", 0, List.of("Logs.Example"));
    try (Dashboard open = Dashboard.start(named)) {
      int port = open.address().getPort();
      String settings = answerTo(port, "logs.example:8443", "/api/settings");
      assertThat(settings).startsWith("HTTP/1.1 200");
      String token = settings.replaceFirst("(?s).*\"token\":\"([0-9a-f]+)\".*", "$1");
      assertThat(postTo(port, "logs.example", "https://logs.example", token)).contains(" 200 ");
      assertThat(postTo(port, "logs.example", "https://evil.example", token)).contains(" 403 ");
      assertThat(postTo(port, "localhost", "http://localhost:1", token)).contains(" 403 ");
      assertThat(postTo(port, "logs.example", "null", token)).contains(" 403 ");
      // A name that points here: page, Host and Origin agree, and it is refused all the same.
      assertThat(postTo(port, "evil.example", "http://evil.example", token)).contains(" 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://logs.example", "logs.example:80", "*", "a b", "*.example"})
  void whatIsNoNameIsNotAllowed(String name) {
    assertThatThrownBy(() -> Dashboard.start(settings("127.0.0.1", 0, List.of(name))).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--allow-host is '" + name + "'");
  }

  @Test
  void whoAskedForAnotherLoopbackAddressIsAnsweredThere() throws Exception {
    try (Dashboard other = Dashboard.start(settings("127.0.0.2", 0))) {
      URI settings = URI.create(other.address() + "api/settings");
      assertThat(settings.getHost()).isEqualTo("127.0.0.2");
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(settings).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nothingIsStartedWithoutTheTokenOrFromAnotherSite() throws Exception {
    String body = "{\"text\":\"disk full\",\"keep\":0.5,\"chunk\":64}";
    assertThat(post("api/highways", body).statusCode()).isEqualTo(403);
    assertThat(post("api/highways", body, "X-Simba-Token", "0".repeat(64)).statusCode())
        .isEqualTo(403);
    assertThat(
            post("api/highways", body, "X-Simba-Token", token(), "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            post("api/highways", body, "X-Simba-Token", token(), "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> read = post("api/highways", body, "X-Simba-Token", token());
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(read.body()).get("tokens").size()).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"text\":null,\"keep\":1,\"chunk\":1}",
        "{\"text\":\"a\",\"keep\":0,\"chunk\":1}",
        "{\"text\":\"a\",\"keep\":\"NaN\",\"chunk\":1}",
        "{\"text\":\"a\",\"keep\":1,\"chunk\":0}",
        "{\"text\":\"\\n \\n\",\"keep\":1,\"chunk\":1}",
        "{\"text\":\"a\",\"keep\":1,\"chunk\":1,\"more\":1}"
      })
  void aQuestionThatMakesNoSenseIsRefusedWithAReason(String body) throws Exception {
    HttpResponse<String> answer = post("api/highways", body, "X-Simba-Token", token());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).get("error").textValue()).isNotBlank();
  }

  @Test
  void whatMattersNowIsAskedForARangeOfTime() throws Exception {
    for (String range : List.of("0", "300000")) {
      HttpResponse<String> answer = get("api/now?range=" + range);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).get("incidents")).isEmpty();
    }
    for (String range : List.of("", "-1", "an hour")) {
      String query = URLEncoder.encode(range, UTF_8);
      HttpResponse<String> answer = get("api/now?range=" + query);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).get("error").textValue()).contains("range");
    }
    assertThat(get("api/alerts").statusCode()).isEqualTo(200);
    assertThat(get("api/patterns?key=nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void aLongTextIsReadAsFarAsItsBound() throws Exception {
    String body =
        JSON.writeValueAsString(
            Map.of("text", "the disk of node 7 is full\n".repeat(280), "keep", 0.1, "chunk", 256));
    JsonNode read = JSON.readTree(post("api/highways", body, "X-Simba-Token", token()).body());
    assertThat(read.get("tokens")).hasSize(512);
    assertThat(read.get("cut").booleanValue()).isTrue();
    assertThat(read.get("workRatio").doubleValue()).isBetween(0.01, 0.2);
    assertThat(read.get("tokens"))
        .as("tokens of a text that repeats itself, which the bundled reader does not read")
        .filteredOn(token -> token.get("depth").intValue() == 0)
        .hasSizeGreaterThan(256)
        .allMatch(token -> token.get("expected").get("came").booleanValue());
  }

  @Test
  void aReplayIsRefusedUnlessItIsAllowed() throws Exception {
    String body = "{\"reason\":null,\"limit\":1,\"dryRun\":true}";
    HttpResponse<String> answer = post("api/replay", body, "X-Simba-Token", token());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("--allow-replay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api/stream", "api/window?key=a", "api/window?key=a&start=x", "api/search?key=a"})
  void whatIsAskedWronglyIsRefused(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(400);
  }

  @Test
  void aStreamThatIsNotKnownIsNotFound() throws Exception {
    assertThat(get("api/stream?key=a").statusCode()).isEqualTo(404);
    assertThat(get("api/window?key=a&start=0").statusCode()).isEqualTo(404);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = dashboard.address().getPort();
    assertThatThrownBy(() -> Dashboard.start(settings(taken)).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--port is " + taken);
  }

  private static DashboardSettings settings(int port) {
    return settings("127.0.0.1", port);
  }

  private static DashboardSettings settings(String bind, int port) {
    return settings(bind, port, List.of());
  }

  private static DashboardSettings settings(String bind, int port, List<String> allowedHosts) {
    String nobody = "127.0.0.1:" + LoopbackPorts.choose(1).get(0);
    return new DashboardSettings(
        SimbaConfiguration.of(Map.of("simba.kafka.bootstrap-servers", nobody)),
        bind,
        port,
        100,
        Optional.empty(),
        false,
        Limits.DEFAULT,
        allowedHosts);
  }

  private static URI at(String path) {
    return URI.create(dashboard.address() + path);
  }

  private static String token() throws Exception {
    return JSON.readTree(get("api/settings").body()).get("token").textValue();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int statusOf(String host, String path) throws IOException {
    String answer = answerTo(dashboard.address().getPort(), host, path);
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static String answerTo(int port, String host, String path) throws IOException {
    return exchange(
        port, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
  }

  /** The status line of what a question from a page is answered with. */
  private static String postTo(int port, String host, String origin, String token)
      throws IOException {
    String body = "{\"text\":\"disk full\",\"keep\":0.5,\"chunk\":64}";
    String request =
        "POST /api/highways HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nX-Simba-Token: %s\r\n"
            + "Content-Length: %d\r\nConnection: close\r\n\r\n%s";
    return exchange(port, request.formatted(host, origin, token, body.length(), body))
        .lines()
        .findFirst()
        .orElse("");
  }

  /** By hand, because Java's client sets the Host header itself. */
  private static String exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
