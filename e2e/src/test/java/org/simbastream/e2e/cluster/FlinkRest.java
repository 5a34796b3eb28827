package org.simbastream.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST interface of a JobManager. */
public final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final String BOUNDARY = "----------simba-recovery";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI address;

  /** The interface at an address. */
  public FlinkRest(URI address) {
    this.address = address;
  }

  /** Whether anybody answers. */
  public boolean answers() throws InterruptedException {
    try {
      get("/overview");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The names of the registered TaskManagers. */
  public List<String> taskManagers() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    get("/taskmanagers").get("taskmanagers").forEach(tm -> names.add(tm.get("id").textValue()));
    return names;
  }

  /** A metric of a TaskManager; NaN while it isn't known. */
  public double taskManagerMetric(String taskManager, String metric)
      throws IOException, InterruptedException {
    JsonNode values = get("/taskmanagers/" + taskManager + "/metrics?get=" + metric);
    return values.isEmpty() ? Double.NaN : values.get(0).get("value").asDouble();
  }

  /**
   * Uploads a jar.
   *
   * @return the name under which it can be run
   */
  public String upload(Path jar) throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
            .formatted(BOUNDARY, jar.getFileName());
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    JsonNode answer =
        send(
            HttpRequest.newBuilder(address.resolve("/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
    return Path.of(answer.get("filename").textValue()).getFileName().toString();
  }

  /**
   * Runs a jar that was uploaded.
   *
   * @param entryClass its main class
   * @param savepoint where to go on from, or null
   */
  public RunningJob run(String jar, String entryClass, List<String> arguments, String savepoint)
      throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode();
    request.put("entryClass", entryClass);
    request.set("programArgsList", JSON.valueToTree(arguments));
    if (savepoint != null) {
      request.put("savepointPath", savepoint);
    }
    return new RunningJob(this, post("/jars/" + jar + "/run", request).get("jobid").textValue());
  }

  /** The jobs that have not ended. */
  public List<RunningJob> jobs() throws IOException, InterruptedException {
    List<RunningJob> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs").get("jobs")) {
      if (!List.of("FINISHED", "CANCELED", "FAILED").contains(job.get("status").textValue())) {
        jobs.add(new RunningJob(this, job.get("id").textValue()));
      }
    }
    return jobs;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return send(json(path).POST(BodyPublishers.ofString(body.toString())));
  }

  JsonNode patch(String path) throws IOException, InterruptedException {
    return send(json(path).method("PATCH", BodyPublishers.noBody()));
  }

  private HttpRequest.Builder json(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request.timeout(TIMEOUT).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() >= 300) {
      throw new RefusedException(response.uri(), response.statusCode(), response.body());
    }
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }
}
