package org.simbastream.job.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks Flink's REST interface for all it tells about a cluster and its jobs. */
public final class RestCrawl {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> CLUSTER =
      List.of(
          "/config",
          "/overview",
          "/datasets",
          "/jars",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobmanager/logs",
          "/jobmanager/log",
          "/jobmanager/stdout",
          "/jobmanager/metrics",
          "/jobmanager/thread-dump",
          "/jobs/metrics",
          "/jobs/overview",
          "/taskmanagers/metrics");

  private static final List<String> JOB =
      List.of(
          "",
          "/accumulators?includeSerializedValue=true",
          "/checkpoints",
          "/checkpoints/config",
          "/config",
          "/exceptions",
          "/execution-result",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobmanager/log-url",
          "/metrics",
          "/plan",
          "/status");

  private static final List<String> VERTEX =
      List.of(
          "",
          "/accumulators",
          "/metrics",
          "/subtasks/accumulators",
          "/taskmanagers",
          "/watermarks");

  private static final List<String> TASK_MANAGER =
      List.of("", "/logs", "/log", "/stdout", "/metrics", "/thread-dump");

  private final URI at;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> answers = new TreeMap<>();

  public RestCrawl(URI at) {
    this.at = at;
  }

  /** All answers, errors included, by path. */
  public Map<String, String> everything() throws IOException, InterruptedException {
    ask("", CLUSTER);
    for (JsonNode job : JSON.readTree(ask("/jobs")).path("jobs")) {
      String path = "/jobs/" + job.get("id").textValue();
      ask(path, JOB);
      for (JsonNode vertex : JSON.readTree(answers.get(path)).path("vertices")) {
        String vertexPath = path + "/vertices/" + vertex.get("id").textValue();
        ask(vertexPath, VERTEX);
        askForValues(vertexPath + "/metrics");
      }
    }
    for (JsonNode manager : JSON.readTree(ask("/taskmanagers")).path("taskmanagers")) {
      ask("/taskmanagers/" + manager.get("id").textValue(), TASK_MANAGER);
    }
    return answers;
  }

  private void ask(String prefix, List<String> paths) throws IOException, InterruptedException {
    for (String path : paths) {
      ask(prefix + path);
    }
  }

  private void askForValues(String metrics) throws IOException, InterruptedException {
    for (JsonNode metric : JSON.readTree(answers.get(metrics))) {
      String name = metric.get("id").textValue();
      if (name.matches("[A-Za-z0-9._-]+") && name.contains("Kafka")) {
        ask(metrics + "?get=" + name);
      }
    }
  }

  private String ask(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(at.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    answers.put(path, answer.body());
    return answer.body();
  }
}
