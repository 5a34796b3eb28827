package org.simbastream.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against answers in the form that Flink's REST interface documents. */
@Timeout(30)
class FlinkWatchTest {

  private static final String OVERVIEW =
      """
      {"jobs": [{"jid": "other", "name": "another", "state": "RUNNING"},
                {"jid": "old", "name": "simba", "state": "FAILED"},
                {"jid": "mine", "name": "simba", "state": "RUNNING"}]}""";

  private static final String CHECKPOINTS =
      """
      {"counts": {"completed": 7, "failed": 3},
       "history": [{"id": 9, "status": "COMPLETED"}, {"id": 8, "status": "FAILED"},
                   {"id": 7, "status": "IN_PROGRESS"}],
       "latest": {"completed": {"latest_ack_timestamp": 12345, "end_to_end_duration": 67}}}""";

  @Test
  void theRunningJobOfThatNameIsAsked() throws Exception {
    assertThat(asked(Map.of("/jobs/overview", OVERVIEW, "/jobs/mine/checkpoints", CHECKPOINTS)))
        .isEqualTo(new Checkpoints("RUNNING", 12345L, 67L, 7, 3, 1));
  }

  @Test
  void whatCouldNotBeginBeforeAllTasksRanHasNotFailed() throws Exception {
    String none =
        "{\"counts\": {\"completed\": 0, \"failed\": 1}, \"history\": [], \"latest\": {\"completed\": null}}";
    assertThat(asked(Map.of("/jobs/overview", OVERVIEW, "/jobs/mine/checkpoints", none)))
        .isEqualTo(new Checkpoints("RUNNING", null, null, 0, 0, 0));
  }

  @Test
  void aJobThatIsNotThereYetIsNotAskedForItsCheckpoints() throws Exception {
    // Flink would log that it can't tell, with a stack trace of 35 lines, every two seconds.
    for (String state : List.of("INITIALIZING", "CREATED", "RECONCILING", "SUSPENDED")) {
      List<String> asked = new ArrayList<>();
      String overview =
          "{\"jobs\": [{\"jid\": \"mine\", \"name\": \"simba\", \"state\": \"%s\"}]}"
              .formatted(state);
      Checkpoints checkpoints = asked(Map.of("/jobs/overview", overview), asked);
      assertThat(asked).as(state).containsExactly("/jobs/overview");
      assertThat(checkpoints.state()).isEqualTo(state);
      assertThat(checkpoints.lastCompleted()).isNull();
    }
  }

  @Test
  void whatIsNotKnownIsSaid() throws Exception {
    assertThat(asked(Map.of("/jobs/overview", "{\"jobs\": []}")).state())
        .isEqualTo("Flink has no job 'simba'");
    assertThat(asked(Map.of()).state()).isEqualTo("Flink does not answer");
    assertThat(asked(Map.of("/jobs/overview", "<html>")).state())
        .isEqualTo("Flink does not answer");
  }

  private static Checkpoints asked(Map<String, String> answers) throws IOException {
    return asked(answers, new ArrayList<>());
  }

  private static Checkpoints asked(Map<String, String> answers, List<String> asked)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountDownLatch closed = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] bytes = answer == null ? new byte[0] : answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      URI rest = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      FlinkWatch watch = new FlinkWatch(rest, "simba", closed);
      closed.countDown(); // it asks once
      watch.run();
      return watch.checkpoints();
    } finally {
      server.stop(0);
    }
  }
}
