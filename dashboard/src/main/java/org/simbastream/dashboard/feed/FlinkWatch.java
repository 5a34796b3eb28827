package org.simbastream.dashboard.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Polls Flink's REST interface for the checkpoints of a job. */
final class FlinkWatch implements Runnable {

  private static final long EVERY_MS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  // For each request for the checkpoints of a job whose JobManager does not run yet, Flink logs an
  // error with a stack trace.
  private static final Set<String> NOT_THERE_YET =
      Set.of("INITIALIZING", "CREATED", "RECONCILING", "SUSPENDED");

  private final String address;
  private final String job;
  private final CountDownLatch closed;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private volatile Checkpoints checkpoints = Checkpoints.unknown("CONNECTING");

  /**
   * @param rest where the interface is
   * @param job the job's name
   */
  FlinkWatch(URI rest, String job, CountDownLatch closed) {
    this.address = rest.toString().replaceFirst("/+$", "");
    this.job = job;
    this.closed = closed;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  @Override
  public void run() {
    try {
      do {
        try {
          checkpoints = ask();
        } catch (IOException | IllegalArgumentException e) {
          checkpoints = Checkpoints.unknown("Flink does not answer");
        }
      } while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Checkpoints ask() throws IOException, InterruptedException {
    JsonNode found = null;
    for (JsonNode candidate : get("/jobs/overview").path("jobs")) {
      boolean runs = candidate.path("state").asText().equals("RUNNING");
      boolean named = candidate.path("name").asText().equals(job);
      if (named && (runs || found == null)) {
        found = candidate;
      }
    }
    if (found == null) {
      return Checkpoints.unknown("Flink has no job '" + job + "'");
    }
    String state = found.path("state").asText();
    if (NOT_THERE_YET.contains(state)) {
      return Checkpoints.unknown(state);
    }
    JsonNode answer = get("/jobs/" + found.path("jid").asText() + "/checkpoints");
    int failed = 0;
    for (JsonNode checkpoint : answer.path("history")) {
      failed += checkpoint.path("status").asText().equals("FAILED") ? 1 : 0;
    }
    JsonNode latest = answer.path("latest").path("completed");
    return new Checkpoints(
        state,
        latest.has("latest_ack_timestamp") ? latest.get("latest_ack_timestamp").longValue() : null,
        latest.has("end_to_end_duration") ? latest.get("end_to_end_duration").longValue() : null,
        answer.path("counts").path("completed").longValue(),
        answer.path("history").size(),
        failed);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("Flink's REST interface answered with status " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
