package org.simbastream.cli.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a webhook receives. */
public enum AlertFormat {
  /** The body of Alertmanager's API, {@code POST /api/v2/alerts}. */
  ALERTMANAGER {
    @Override
    JsonNode body(ToldAlert alert, String job, Instant now) {
      return JsonNodeFactory.instance
          .arrayNode()
          .add(
              alert(alert, job)
                  .put("startsAt", alert.firstSeen().toString())
                  .put("endsAt", end(alert, now).toString()));
    }

    /** An alert that Alertmanager is not told of again counts as resolved at its end. */
    private Instant end(ToldAlert alert, Instant now) {
      if (!alert.isClosed()) {
        return now.plus(LONG);
      }
      Instant seen = alert.lastSeen().isAfter(now) ? now : alert.lastSeen();
      return seen.isBefore(alert.firstSeen()) ? alert.firstSeen() : seen;
    }
  },
  /** What Alertmanager sends to its own webhooks, version 4. */
  WEBHOOK {
    @Override
    JsonNode body(ToldAlert alert, String job, Instant now) {
      String status = alert.isClosed() ? "resolved" : "firing";
      ObjectNode told = alert(alert, job);
      ObjectNode body =
          object()
              .put("version", "4")
              .put("groupKey", alert.kind() + "/" + alert.stream())
              .put("truncatedAlerts", 0)
              .put("status", status)
              .put("receiver", "simba")
              .put("externalURL", "");
      body.set("groupLabels", told.get("labels"));
      body.set("commonLabels", told.get("labels"));
      body.set("commonAnnotations", told.get("annotations"));
      body.putArray("alerts")
          .add(
              told.put("status", status)
                  .put("startsAt", alert.firstSeen().toString())
                  .put("endsAt", alert.isClosed() ? alert.lastSeen().toString() : NO_END)
                  .put("fingerprint", alert.id()));
      return body;
    }
  },
  /** A message for an incoming webhook of Slack, also understood by Mattermost and Rocket.Chat. */
  SLACK {
    @Override
    JsonNode body(ToldAlert alert, String job, Instant now) {
      String lines =
          alert
              .lines()
              .map(line -> line.path("text").asText().replace("```", "'''"))
              .collect(Collectors.joining("\n"));
      String message = "*" + alert.stream() + "* " + alert.state() + ": " + summary(alert);
      return object()
          .put("text", escaped(lines.isEmpty() ? message : message + "\n```" + lines + "```"));
    }
  },
  /** The alert as it stands in the topic. */
  JSON {
    @Override
    JsonNode body(ToldAlert alert, String job, Instant now) {
      return alert.json();
    }
  };

  /** Longer than any quiet time; Alertmanager then forgets an alert whose end was never sent. */
  private static final Duration LONG = Duration.ofDays(7);

  /** How Alertmanager writes that there is no end yet. */
  private static final String NO_END = "0001-01-01T00:00:00Z";

  /**
   * The body of the request that tells of an alert.
   *
   * @param job the job's name
   * @param now the present time
   */
  abstract JsonNode body(ToldAlert alert, String job, Instant now);

  /** What happened, how much, and since when. */
  static String summary(ToldAlert alert) {
    String suppressed =
        alert.suppressed() == 0
            ? ""
            : String.format(Locale.ROOT, "; %,d others were not told", alert.suppressed());
    return alert.kind().equals(ToldAlert.SILENCE)
        ? alert.headline() + (alert.isClosed() ? " until " + alert.lastSeen() : "") + suppressed
        : String.format(
            Locale.ROOT,
            "%s (score %.1f, %,d %s, %s to %s)%s",
            alert.headline(),
            alert.score(),
            alert.count(),
            alert.count() == 1 ? "record" : "records",
            alert.firstSeen(),
            alert.lastSeen(),
            suppressed);
  }

  /** Labels, which name the alert, and annotations, which change. */
  private static ObjectNode alert(ToldAlert alert, String job) {
    ObjectNode told = object();
    told.putObject("labels")
        .put("alertname", "Simba")
        .put("job", job)
        .put("stream", alert.stream())
        .put("kind", alert.kind());
    told.putObject("annotations")
        .put("summary", alert.stream() + ": " + summary(alert))
        .put(
            "description",
            alert.lines().map(line -> line.path("text").asText()).collect(Collectors.joining("\n")))
        .put("score", String.format(Locale.ROOT, "%.1f", alert.score()))
        .put("count", Long.toString(alert.count()))
        .put("id", alert.id());
    return told;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The characters that Slack would take for its own. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
