package org.simbastream.operators.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.simbastream.operators.alerts.Signals.BEGIN;
import static org.simbastream.operators.alerts.Signals.HOUR;
import static org.simbastream.operators.alerts.Signals.MINUTE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.StreamAlerts;

/** When alerts open, go on and close, and what they tell. */
class AlertBookTest {

  private static final String KEY = "gateway";

  private final List<Alert> told = new ArrayList<>();
  private int suppressed;
  private final AlertBook book = new AlertBook(Signals.settings(), told::add, () -> suppressed++);
  private StreamAlerts alerts = StreamAlerts.NONE;

  @Test
  void theFirstRecordOpensAnAlertAtOnce() {
    take(AlertKind.VALUE, BEGIN + 5, 6.5);
    assertThat(told).hasSize(1);
    Alert alert = told.get(0);
    assertThat(alert.key()).isEqualTo(KEY);
    assertThat(alert.kind()).isEqualTo(AlertKind.VALUE);
    assertThat(alert.state()).isEqualTo(Alert.State.OPENED);
    assertThat(alert.sequence()).isEqualTo(1);
    assertThat(alert.firstSeen()).isEqualTo(BEGIN + 5);
    assertThat(alert.lastSeen()).isEqualTo(BEGIN + 5);
    assertThat(alert.count()).isEqualTo(1);
    assertThat(alert.score()).isEqualTo(6.5);
    assertThat(alert.lines()).extracting(AlertLine::text).containsExactly("line " + (BEGIN + 5));
  }

  @Test
  void furtherRecordsJoinItAndAreToldWhenTheIntervalIsOver() {
    take(AlertKind.VALUE, BEGIN, 5);
    take(AlertKind.VALUE, BEGIN + 10_000, 7);
    take(AlertKind.VALUE, BEGIN + 20_000, 6);
    alerts = book.passed(alerts, BEGIN + 5 * MINUTE);
    assertThat(told).hasSize(1);
    assertThat(book.due(alerts)).isEqualTo(BEGIN + 6 * MINUTE);

    alerts = book.passed(alerts, BEGIN + 6 * MINUTE);
    assertThat(told).hasSize(2);
    Alert alert = told.get(1);
    assertThat(alert.state()).isEqualTo(Alert.State.UPDATED);
    assertThat(alert.id()).isEqualTo(told.get(0).id());
    assertThat(alert.sequence()).isEqualTo(2);
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.lastSeen()).isEqualTo(BEGIN + 20_000);
    assertThat(alert.score()).isEqualTo(7);
    assertThat(alert.lines()).extracting(AlertLine::score).containsExactly(7.0, 6.0);
  }

  @Test
  void aRecordBelowTheThresholdOpensNoneButJoinsOne() {
    take(AlertKind.VALUE, BEGIN, 3.9);
    assertThat(alerts).isSameAs(StreamAlerts.NONE);
    take(AlertKind.VALUE, BEGIN + 1_000, 4);
    take(AlertKind.VALUE, BEGIN + 2_000, 2);
    assertThat(states()).containsExactly("opened");
    assertThat(alerts.open().get(0).alert().count()).isEqualTo(2);
  }

  @Test
  void anAlertToWhichNothingHappensIsNotUpdated() {
    take(AlertKind.VALUE, BEGIN, 5);
    alerts = book.passed(alerts, BEGIN + 10 * MINUTE);
    assertThat(told).hasSize(1);
  }

  @Test
  void itClosesWhenItWasQuietForLongEnough() {
    take(AlertKind.VALUE, BEGIN, 5);
    take(AlertKind.VALUE, BEGIN + 90_000, 5);
    assertThat(states()).containsExactly("opened");
    alerts = book.passed(alerts, BEGIN + 11 * MINUTE);
    assertThat(states()).containsExactly("opened", "updated");
    alerts = book.passed(alerts, BEGIN + 12 * MINUTE);
    assertThat(states()).containsExactly("opened", "updated", "closed");
    assertThat(told.get(2).lastSeen()).isEqualTo(BEGIN + 90_000);
    assertThat(told.get(2).count()).isEqualTo(2);
    assertThat(alerts.open()).isEmpty();
  }

  @Test
  void aLaterRecordClosesItToo() {
    take(AlertKind.VALUE, BEGIN, 5);
    take(AlertKind.VALUE, BEGIN + 30 * MINUTE, 5);
    assertThat(states()).containsExactly("opened", "closed", "opened");
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(2).id()).isNotEqualTo(told.get(0).id());
    assertThat(told.get(2).count()).isEqualTo(1);
  }

  @Test
  void eachKindHasItsOwnAlert() {
    take(AlertKind.VALUE, BEGIN, 5);
    take(AlertKind.PATTERN, BEGIN + 1_000, 5);
    take(AlertKind.VALUE, BEGIN + 2_000, 5);
    assertThat(told)
        .extracting(Alert::kind, Alert::state)
        .containsExactly(
            tuple(AlertKind.VALUE, Alert.State.OPENED),
            tuple(AlertKind.PATTERN, Alert.State.OPENED));
    assertThat(alerts.open()).hasSize(2);
  }

  @Test
  void anAlertBeyondTheHoursLimitIsCountedAndToldWithTheNextOne() {
    for (int i = 0; i < 5; i++) {
      take(
          AlertKind.VALUE, BEGIN + i * 11 * MINUTE, 5); // each a minute after the one before closed
    }
    assertThat(states())
        .containsExactly("opened", "closed", "opened", "closed", "opened", "closed");
    assertThat(suppressed).isEqualTo(2);
    take(AlertKind.PATTERN, BEGIN + 66 * MINUTE, 5);
    assertThat(told.get(6).state()).isEqualTo(Alert.State.OPENED);
    assertThat(told.get(6).suppressed()).isEqualTo(2);
    take(AlertKind.RATE, BEGIN + 67 * MINUTE, 5);
    assertThat(told.get(7).suppressed()).isZero();
  }

  @Test
  void anAlertBeyondTheLimitThatGoesOnIsToldInTheNextHour() {
    take(AlertKind.VALUE, BEGIN + 50 * MINUTE, 5);
    take(AlertKind.PATTERN, BEGIN + 50 * MINUTE, 5);
    take(AlertKind.RATE, BEGIN + 50 * MINUTE, 5);
    take(AlertKind.WORD, BEGIN + 55 * MINUTE, 5);
    take(AlertKind.WORD, BEGIN + 59 * MINUTE, 5);
    assertThat(told).hasSize(3);
    assertThat(suppressed).isEqualTo(1);
    take(AlertKind.WORD, BEGIN + 61 * MINUTE, 5);
    Alert late = told.get(3);
    assertThat(late.kind()).isEqualTo(AlertKind.WORD);
    assertThat(late.state()).isEqualTo(Alert.State.OPENED);
    assertThat(late.firstSeen()).isEqualTo(BEGIN + 55 * MINUTE);
    assertThat(late.count()).isEqualTo(3);
    assertThat(late.suppressed()).isZero();
  }

  @Test
  void aSilenceLastsUntilTheStreamIsHeardAgain() {
    signal(Signals.silence(KEY, BEGIN, BEGIN + 4 * MINUTE - 1));
    signal(Signals.heard(KEY, BEGIN + 4 * MINUTE)); // not after it was told
    alerts = book.passed(alerts, BEGIN + 5 * HOUR);
    assertThat(states()).containsExactly("opened");
    assertThat(told.get(0).firstSeen()).isEqualTo(BEGIN);

    signal(Signals.heard(KEY, BEGIN + 6 * HOUR));
    assertThat(states()).containsExactly("opened", "closed");
    assertThat(told.get(1).lastSeen()).isEqualTo(BEGIN + 6 * HOUR - MINUTE);
    assertThat(told.get(1).lines()).isEmpty();
    signal(Signals.heard(KEY, BEGIN + 7 * HOUR));
    assertThat(told).hasSize(2);
  }

  @Test
  void aSilenceWithoutAnEndClosesWithItsStreamsState() {
    signal(Signals.silence(KEY, BEGIN, BEGIN + 4 * MINUTE - 1));
    alerts = book.passed(alerts, BEGIN + 24 * HOUR);
    assertThat(states()).containsExactly("opened");
    alerts = book.passed(alerts, BEGIN + 24 * HOUR + 4 * MINUTE);
    assertThat(states()).containsExactly("opened", "closed");
  }

  @Test
  void withoutAnExpiryASilenceIsNeverDue() {
    AlertBook forever =
        new AlertBook(
            Signals.settings().toBuilder().idleExpiry(Duration.ZERO).build(),
            told::add,
            () -> suppressed++);
    alerts = forever.take(alerts, Signals.silence(KEY, BEGIN, BEGIN + 4 * MINUTE - 1));
    assertThat(forever.due(alerts)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theEndOfTheInputTellsWhatIsUntoldAndClosesNothing() {
    take(AlertKind.VALUE, BEGIN, 5);
    take(AlertKind.VALUE, BEGIN + 1_000, 5);
    take(AlertKind.PATTERN, BEGIN + 1_000, 5);
    alerts = book.ended(alerts);
    assertThat(states()).containsExactly("opened", "opened", "updated");
    assertThat(told.get(2).count()).isEqualTo(2);
    assertThat(alerts.open()).hasSize(2);
    assertThat(book.ended(alerts)).isSameAs(alerts);
  }

  @Test
  void aStreamWithoutOpenAlertsIsForgottenWhenItsHourIsOver() {
    take(AlertKind.VALUE, BEGIN, 5);
    alerts = book.passed(alerts, BEGIN + 11 * MINUTE);
    assertThat(alerts.open()).isEmpty();
    assertThat(book.isForgotten(alerts, BEGIN + 59 * MINUTE)).isFalse();
    assertThat(book.due(alerts)).isEqualTo(BEGIN + 61 * MINUTE);
    assertThat(book.isForgotten(alerts, BEGIN + 61 * MINUTE)).isTrue();
  }

  @Test
  void aTextIsShownOnceWithItsHighestScore() {
    List<AlertLine> lines = List.of();
    for (double score : new double[] {5, 7, 6}) {
      AlertSignal signal = Signals.record(KEY, AlertKind.VALUE, BEGIN, score);
      lines = TopLines.with(lines, signal.line(), 2);
    }
    assertThat(lines).extracting(AlertLine::score).containsExactly(7.0);
  }

  private void take(AlertKind kind, long time, double score) {
    signal(Signals.record(KEY, kind, time, score));
  }

  private void signal(AlertSignal signal) {
    alerts = book.take(alerts, signal);
  }

  private List<String> states() {
    return told.stream().map(alert -> alert.state().word()).toList();
  }
}
