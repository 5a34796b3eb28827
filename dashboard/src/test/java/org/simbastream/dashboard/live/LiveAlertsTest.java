package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAlertsTest {

  private final LiveAlerts alerts = new LiveAlerts(2);

  @Test
  void whatIsToldLaterReplacesWhatWasToldBeforeUntilItIsOver() {
    alerts.take(alert("web", "1", true, 10, 1));
    alerts.take(alert("web", "1", true, 20, 5));
    assertThat(alerts.view().open()).extracting(AlertView::count).containsExactly(5L);
    alerts.take(alert("web", "1", false, 20, 6));
    assertThat(alerts.open()).isZero();
    assertThat(alerts.view().closed()).extracting(AlertView::count).containsExactly(6L);
    alerts.take(alert("web", "2", true, 30, 1));
    assertThat(alerts.of("web", 5)).extracting(AlertView::id).containsExactly("2", "1");
    assertThat(alerts.of("web", 1)).extracting(AlertView::id).containsExactly("2");
    assertThat(alerts.of("db", 5)).isEmpty();
    assertThat(alerts.version()).isEqualTo(4);
  }

  @Test
  void ofTooManyTheOneThatWasSeenLastTheLongestAgoIsDropped() {
    alerts.take(alert("a", "1", true, 30, 1));
    alerts.take(alert("b", "2", true, 10, 1));
    alerts.take(alert("c", "3", true, 20, 1));
    assertThat(alerts.view().open()).extracting(AlertView::key).containsExactly("a", "c");
    assertThat(alerts.view().forgotten()).isEqualTo(1);
    for (String id : List.of("4", "5", "6")) {
      alerts.take(alert("d", id, false, 40, 1));
    }
    assertThat(alerts.view().closed()).extracting(AlertView::id).containsExactly("6", "5");
  }

  private static AlertView alert(String key, String id, boolean open, long seen, long count) {
    return new AlertView(key, "value", open, id, seen, seen, count, 5.0, List.of(), 0, null);
  }
}
