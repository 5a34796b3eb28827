package org.simbastream.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

class SimbaOptionsTest {

  @Test
  void everyOptionIsInOneGroup() throws Exception {
    List<ConfigOption<?>> declared = new ArrayList<>();
    for (Field field : SimbaOptions.class.getFields()) {
      if (field.getType() == ConfigOption.class) {
        declared.add((ConfigOption<?>) field.get(null));
      }
    }
    assertThat(OptionGroup.allOptions()).hasSizeGreaterThan(30).hasSameElementsAs(declared);
    assertThat(OptionGroup.allOptions()).doesNotHaveDuplicates();
  }

  @Test
  void everyOptionHasANameOfOursAndADescriptionInSentences() {
    assertThat(OptionGroup.allOptions())
        .allSatisfy(
            option -> {
              assertThat(option.key()).matches("simba(\\.[a-z]+(-[a-z]+)*)+");
              assertThat(new HtmlFormatter().format(option.description()))
                  .matches("[A-Z].*\\.")
                  .doesNotContain("|");
            });
  }

  @Test
  void everyDefaultCanBeWrittenDown() {
    for (ConfigOption<?> option : OptionGroup.allOptions()) {
      if (option.hasDefaultValue()) {
        String written = OptionValues.written(option.defaultValue());
        SimbaConfiguration configuration = SimbaConfiguration.of(Map.of(option.key(), written));
        assertThat((Object) configuration.get(option)).isEqualTo(option.defaultValue());
      }
    }
  }
}
