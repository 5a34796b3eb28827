package org.simbastream.recordings.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.simbastream.recordings.truth.LogSignature;

class FaultsTest {

  @Test
  void everyKindHasANameOfItsOwnASentenceAndASignThatIsCertain() {
    assertThat(Faults.all()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(Faults.all()).extracting(Fault::kind).doesNotHaveDuplicates();
    assertThat(Faults.all())
        .allSatisfy(
            fault -> {
              assertThat(fault.kind()).matches("[a-z]+(-[a-z]+)+");
              assertThat(fault.sentence()).endsWith(".");
              assertThat(fault.signs()).anyMatch(LogSignature::certain);
              assertThat(fault.shortest()).isLessThanOrEqualTo(fault.longest());
            });
  }

  @Test
  void findsAKindByItsNameAndListsTheKindsForAnotherName() {
    assertThat(Faults.named("clock-jump")).isInstanceOf(ClockJump.class);
    assertThatThrownBy(() -> Faults.named("clock-jmp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'clock-jmp'")
        .hasMessageContaining("clock-jump");
  }
}
