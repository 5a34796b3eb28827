package org.simbastream.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.simbastream.testbed.Await;

/**
 * A job on the cluster.
 *
 * @param rest the JobManager's interface
 * @param id the job's number
 */
public record RunningJob(FlinkRest rest, String id) {

  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The job's state, by Flink's name. */
  public String state() throws IOException, InterruptedException {
    return details().get("state").textValue();
  }

  /** Whether every task runs. */
  public boolean isRunning() throws IOException, InterruptedException {
    JsonNode details = details();
    if (!details.get("state").textValue().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : details.get("vertices")) {
      if (vertex.get("tasks").get("RUNNING").intValue() < vertex.get("parallelism").intValue()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a task is between its deployment and its first record. */
  public boolean isRestoring() throws IOException, InterruptedException {
    for (JsonNode vertex : details().get("vertices")) {
      if (vertex.get("tasks").get("INITIALIZING").intValue() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Waits until every task runs. */
  public void awaitRunning() throws Exception {
    Await.await(PATIENCE, () -> "job " + id + " does not run: " + why(), this::isRunning);
  }

  /** The TaskManagers that run a task of the job. */
  public Set<String> taskManagers() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    for (JsonNode vertex : details().get("vertices")) {
      JsonNode subtasks = rest.get(path("/vertices/" + vertex.get("id").textValue()));
      subtasks.get("subtasks").forEach(task -> names.add(task.get("taskmanager-id").asText()));
    }
    return names;
  }

  /** How many checkpoints have completed since the job was submitted, at this JobManager. */
  public long completedCheckpoints() throws IOException, InterruptedException {
    return counts().get("completed").longValue();
  }

  /** How many checkpoints have failed since the job was submitted, at this JobManager. */
  public long failedCheckpoints() throws IOException, InterruptedException {
    return counts().get("failed").longValue();
  }

  /** Whether a checkpoint is under way. */
  public boolean isCheckpointing() throws IOException, InterruptedException {
    return counts().get("in_progress").longValue() > 0;
  }

  /** The size of the latest checkpoint as a whole, in bytes; 0 before the first. */
  public long checkpointBytes() throws IOException, InterruptedException {
    JsonNode latest = rest.get(path("/checkpoints")).get("latest").path("completed");
    return latest.path("checkpointed_size").asLong(latest.path("state_size").asLong());
  }

  /** When the job was last restored, in milliseconds since the epoch; 0 if it never was. */
  public long restoredAt() throws IOException, InterruptedException {
    JsonNode restored = rest.get(path("/checkpoints")).get("latest").get("restored");
    return restored == null || restored.isNull() ? 0 : restored.get("restore_timestamp").asLong();
  }

  /** Waits until a checkpoint has completed that had not when this was called. */
  public void awaitCheckpoint() throws Exception {
    long before = completedCheckpoints();
    Await.await(
        PATIENCE,
        () -> "job " + id + " completes no checkpoint: " + why(),
        () -> completedCheckpoints() > before);
  }

  /**
   * Waits until the job has been restored since a moment, and every task runs.
   *
   * @return when it was restored, in milliseconds since the epoch
   */
  public long awaitRestored(long since) throws Exception {
    Await.await(
        PATIENCE,
        () -> "job " + id + " is not restored: " + why(),
        () -> restoredAt() > since && isRunning());
    return restoredAt();
  }

  /**
   * Stops the job with a savepoint.
   *
   * @param format canonical or native
   * @return the savepoint's address
   */
  public String stop(Path directory, String format) throws Exception {
    ObjectNode request = JSON.createObjectNode();
    request.put("targetDirectory", directory.toUri().toString());
    request.put("drain", false);
    request.put("formatType", format.toUpperCase(Locale.ROOT));
    String trigger = rest.post(path("/stop"), request).get("request-id").textValue();
    JsonNode[] status = new JsonNode[1];
    Await.await(
        PATIENCE,
        () -> "job " + id + " does not stop: " + why(),
        () -> {
          status[0] = rest.get(path("/savepoints/" + trigger));
          return status[0].get("status").get("id").textValue().equals("COMPLETED");
        });
    JsonNode operation = status[0].get("operation");
    if (!operation.hasNonNull("location")) {
      throw new IllegalStateException("no savepoint of job " + id + ": " + operation);
    }
    awaitEnded();
    return operation.get("location").textValue();
  }

  /** Cancels the job and waits until it has ended. */
  public void cancel() throws Exception {
    rest.patch(path("?mode=cancel"));
    awaitEnded();
  }

  private void awaitEnded() throws Exception {
    Set<String> ends = Set.of("FINISHED", "CANCELED", "FAILED");
    Await.await(PATIENCE, () -> "job " + id + " does not end", () -> ends.contains(state()));
  }

  /** The latest cause of a failure, for messages. */
  public String why() {
    try {
      JsonNode history = rest.get(path("/exceptions")).path("exceptionHistory").path("entries");
      String latest = history.path(0).path("stacktrace").asText("no failure is known");
      return state() + ", " + latest.substring(0, Math.min(2000, latest.length()));
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private JsonNode counts() throws IOException, InterruptedException {
    return rest.get(path("/checkpoints")).get("counts");
  }

  private JsonNode details() throws IOException, InterruptedException {
    return rest.get(path(""));
  }

  private String path(String rest) {
    return "/jobs/" + id + rest;
  }
}
