package org.simbastream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.simbastream.records.Severity;
import org.simbastream.state.stream.AlertBar;

class SeveritySharesTest {

  @Test
  void anErrorIsRareOnANewStreamAndAnInfoIsNot() {
    assertThat(SeverityShares.NONE.rarity(Severity.INFO)).isZero();
    assertThat(SeverityShares.NONE.rarity(null)).isZero();
    assertThat(SeverityShares.NONE.rarity(Severity.WARN)).isCloseTo(2.62, within(0.01));
    assertThat(SeverityShares.NONE.rarity(Severity.ERROR)).isCloseTo(3.41, within(0.01));
  }

  @Test
  void thatALevelIsRareIsNoAlertByItself() {
    SeverityShares quiet = SeverityShares.NONE;
    for (int i = 0; i < 5_000; i++) {
      quiet = quiet.plus(Severity.INFO);
    }
    assertThat(quiet.rarity(Severity.FATAL)).isEqualTo(3.5).isLessThan(AlertBar.USUAL);
  }

  @Test
  void whereEveryRecordIsAnErrorNoneIsRare() {
    SeverityShares noisy = SeverityShares.NONE;
    double before = noisy.rarity(Severity.ERROR);
    for (int i = 0; i < 2_000; i++) {
      noisy = noisy.plus(Severity.ERROR);
      assertThat(noisy.rarity(Severity.ERROR)).isLessThanOrEqualTo(before);
      before = noisy.rarity(Severity.ERROR);
    }
    assertThat(before).isLessThan(0.2);
    assertThat(noisy.rarity(Severity.FATAL)).as("worse than an error").isGreaterThan(3);
  }

  @Test
  void whatIsMoreSevereCountsForWhatIsLess() {
    SeverityShares fatal = SeverityShares.NONE;
    for (int i = 0; i < 100; i++) {
      fatal = fatal.plus(Severity.FATAL);
    }
    assertThat(fatal.rarity(Severity.WARN)).isLessThan(SeverityShares.NONE.rarity(Severity.WARN));
  }
}
