package org.simbastream.cli.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers are sent. */
class AlertFormatTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void alertmanagerIsToldWhichAlertItIsAndUntilWhen() throws IOException {
    JsonNode alert = AlertFormat.ALERTMANAGER.body(told("opened", "value"), "job", NOW).get(0);
    assertThat(alert.get("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"Simba\",\"job\":\"job\",\"stream\":\"web\",\"kind\":\"value\"}");
    assertThat(alert.at("/annotations/summary").textValue())
        .isEqualTo(
            "web: '503' where '200' usually stands (score 6.5, 3 records, 2023-11-14T22:14:00Z to"
                + " 2023-11-14T22:15:00Z); 2 others were not told");
    assertThat(alert.at("/annotations/description").textValue()).isEqualTo("status <503> & more");
    assertThat(alert.get("startsAt").textValue()).isEqualTo("2023-11-14T22:14:00Z");
    assertThat(Instant.parse(alert.get("endsAt").textValue())).isAfter(NOW);

    JsonNode closed = AlertFormat.ALERTMANAGER.body(told("closed", "value"), "job", NOW).get(0);
    assertThat(closed.get("endsAt").textValue()).isEqualTo("2023-11-14T22:15:00Z");
    assertThat(closed.get("labels")).isEqualTo(alert.get("labels"));
    Instant before = Instant.EPOCH;
    assertThat(
            AlertFormat.ALERTMANAGER
                .body(told("closed", "value"), "job", before)
                .at("/0/endsAt")
                .textValue())
        .as("never before its start, which Alertmanager refuses")
        .isEqualTo("2023-11-14T22:14:00Z");
  }

  @Test
  void webhooksOfAlertmanagerAreToldWhetherItFires() throws IOException {
    JsonNode open = AlertFormat.WEBHOOK.body(told("updated", "value"), "job", NOW);
    assertThat(open.get("version").textValue()).isEqualTo("4");
    assertThat(open.get("status").textValue()).isEqualTo("firing");
    assertThat(open.at("/alerts/0/status").textValue()).isEqualTo("firing");
    assertThat(open.at("/alerts/0/endsAt").textValue()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(open.at("/alerts/0/fingerprint").textValue()).isEqualTo("f00");
    JsonNode closed = AlertFormat.WEBHOOK.body(told("closed", "value"), "job", NOW);
    assertThat(closed.get("status").textValue()).isEqualTo("resolved");
    assertThat(closed.at("/alerts/0/endsAt").textValue()).isEqualTo("2023-11-14T22:15:00Z");
    assertThat(closed.get("groupKey")).isEqualTo(open.get("groupKey"));
  }

  @Test
  void slackIsToldInWordsWithItsOwnCharactersEscaped() throws IOException {
    assertThat(AlertFormat.SLACK.body(told("opened", "value"), "job", NOW).get("text").textValue())
        .startsWith("*web* opened: '503' where '200' usually stands")
        .endsWith("\n```status &lt;503&gt; &amp; more```");
  }

  @Test
  void jsonIsTheAlertAsItStandsInTheTopic() throws IOException {
    ToldAlert alert = told("opened", "value");
    assertThat(AlertFormat.JSON.body(alert, "job", NOW)).isEqualTo(alert.json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pattern",
        "word",
        "order",
        "end",
        "rate",
        "pause",
        "repetition",
        "level",
        "other",
        "new"
      })
  void everyKindHasWordsAlsoOneThatIsNotKnown(String kind) throws IOException {
    assertThat(told("opened", kind).headline()).isNotBlank();
  }

  @Test
  void aSilenceSaysSinceWhenAndUntilWhen() throws IOException {
    assertThat(AlertFormat.summary(told("opened", "silence")))
        .isEqualTo("no records since 2023-11-14T22:14:00Z; 2 others were not told");
    assertThat(AlertFormat.summary(told("closed", "silence")))
        .startsWith("no records since 2023-11-14T22:14:00Z until 2023-11-14T22:15:00Z");
  }

  @ParameterizedTest
  @EnumSource(AlertFormat.class)
  void reasonsOutsideTheTextAreNoAccident(AlertFormat format) throws IOException {
    String cut = json("opened", "value").replace("\"to\":11", "\"to\":99");
    assertThat(format.body(ToldAlert.of(cut.getBytes(UTF_8)), "job", NOW)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{", "{\"key\":\"web\"}", "null"})
  void whatIsNoAlertIsRefused(String value) {
    assertThatThrownBy(() -> ToldAlert.of(value.getBytes(UTF_8))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ToldAlert.of(null)).isInstanceOf(IOException.class);
  }

  private static ToldAlert told(String state, String kind) throws IOException {
    return ToldAlert.of(json(state, kind).getBytes(UTF_8));
  }

  private static String json(String state, String kind) {
    return """
    {"key":"web","kind":"%s","state":"%s","id":"f00","sequence":2,"firstSeen":1700000040000,
    "lastSeen":1700000100000,"count":3,"score":6.5,"lines":[{"text":"status <503> & more",
    "score":6.5,"why":[{"kind":"value","from":8,"to":11,"nats":9.1,"expected":"200"}],
    "time":1700000040000,"topic":"logs","partition":0,"offset":1}],"suppressed":2}\
    """
        .formatted(kind, state);
  }
}
