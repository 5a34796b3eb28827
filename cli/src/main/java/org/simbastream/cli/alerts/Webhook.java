package org.simbastream.cli.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends alerts to a webhook, each until it is taken: a receiver that can't be reached, is
 * overloaded or fails is asked again, with growing pauses. An alert that the receiver refuses for
 * its content is reported and left out, so that it holds up no other. Any other answer is a mistake
 * in the set-up, which ends the command.
 */
public final class Webhook implements AlertTaker {

  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Set<Integer> OF_THE_ALERT = Set.of(400, 413, 422);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final URI address;
  private final Map<String, String> headers;
  private final AlertFormat format;
  private final String job;
  private final Duration firstPause;
  private final PrintStream err;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * A webhook.
   *
   * @param headers further headers of each request
   * @param job the job's name
   * @param firstPause the pause before an alert is sent again for the first time
   * @param err takes what went wrong
   */
  public Webhook(
      URI address,
      Map<String, String> headers,
      AlertFormat format,
      String job,
      Duration firstPause,
      PrintStream err) {
    this.address = address;
    this.headers = Map.copyOf(headers);
    this.format = format;
    this.job = job;
    this.firstPause = firstPause;
    this.err = err;
  }

  /** Gives up the alert that is being sent, and all others. */
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean take(ToldAlert alert) throws IOException {
    byte[] body = format.body(alert, job, Clock.systemUTC().instant()).toString().getBytes(UTF_8);
    for (Duration pause = firstPause; ; pause = longer(pause)) {
      String trouble;
      Duration wanted = Duration.ZERO;
      try {
        HttpResponse<String> answer = client.send(request(body), BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 2) {
          return true;
        }
        if (OF_THE_ALERT.contains(status)) {
          err.printf(
              "simba: alert %s of stream %s is left out: %s refused it with status %d: %s%n",
              alert.telling(), alert.stream(), receiver(), status, start(answer.body()));
          return true;
        }
        if (status / 100 != 5 && !PASSING.contains(status)) {
          throw new RefusedException(
              ("%s answered with status %d: %s; check --webhook and --headers. Nothing is lost: the"
                      + " next start sends this alert again")
                  .formatted(receiver(), status, start(answer.body())));
        }
        trouble = "status " + status;
        wanted = retryAfter(answer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      }
      Duration wait = pause.compareTo(wanted) < 0 ? wanted : pause;
      err.printf(
          "simba: %s did not take an alert (%s); it is sent again in %,d ms%n",
          receiver(), trouble, wait.toMillis());
      if (stops(wait)) {
        return false;
      }
    }
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    return request.build();
  }

  /** The receiver without path and query, which may be secret. */
  private String receiver() {
    return address.getScheme() + "://" + address.getHost();
  }

  private boolean stops(Duration wait) {
    try {
      return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** How long a receiver asks to wait, a minute at most. */
  private static Duration retryAfter(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("0");
    if (!seconds.matches("\\d{1,5}")) { // or a date
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
  }

  private static String start(String body) {
    String line = body.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /** The receiver does not take alerts like this. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
