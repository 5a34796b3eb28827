package org.simbastream.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {

  @Test
  void theirFieldsHaveOneOrderAndAreCopies() {
    Map<String, String> given = new HashMap<>(Map.of("b", "2", "a", "1", "c", "3"));
    Attributes attributes = new Attributes(null, null, null, given, null, false);
    given.clear();
    assertThat(attributes.fields().keySet()).containsExactly("a", "b", "c");
    assertThat(attributes.traceId()).isEmpty();
    assertThat(attributes.isNone()).isFalse();
    assertThatThrownBy(() -> attributes.fields().put("d", "4"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void fieldsThatAreTooLongAreLeftOut() {
    Attributes attributes =
        new Attributes(
            Severity.WARN, "t", "s", Map.of("a", "1", "b", "2222"), Map.of("h", "1"), false);
    assertThat(attributes.within(7)).isSameAs(attributes);
    assertThat(attributes.within(6).fields()).containsExactly(Map.entry("a", "1"));
    assertThat(attributes.within(6).severity()).isEqualTo(Severity.WARN);
    assertThat(attributes.within(1).headers()).isEmpty();
  }

  @Test
  void aRecordWithOnlyAMarkCarriesSomething() {
    assertThat(Attributes.NONE.isNone()).isTrue();
    assertThat(Attributes.NONE.withTimeUnreadable().isNone()).isFalse();
  }
}
