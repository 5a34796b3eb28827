package org.simbastream.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class ConfigurationDocsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md");

  @Test
  void thePageIsUpToDate() throws Exception {
    if (Boolean.getBoolean("simba.docs.update")) {
      Files.writeString(PAGE, ConfigurationDocs.markdown());
    }
    assertThat(PAGE)
        .as("docs/configuration.md; run this test with -Dsimba.docs.update=true to rewrite it")
        .hasContent(ConfigurationDocs.markdown());
  }

  @Test
  void everyOptionHasItsRow() {
    for (ConfigOption<?> option : OptionGroup.allOptions()) {
      assertThat(ConfigurationDocs.markdown()).contains("| `" + option.key() + "` | ");
    }
  }

  @Test
  void rowsNameDefaultTypeAndChoices() {
    assertThat(ConfigurationDocs.markdown())
        .contains("| `simba.chunk.max-wait` | `1 s` | Duration | ")
        .contains("| `simba.record.max-bytes` | `1 mb` | MemorySize | ")
        .contains("| `simba.input.topics` | (none) | list of strings | ")
        .contains(
            "| `simba.keep.schedule` | `model` | `model`, `linear`, `uniform`, `reversed`,"
                + " `staged`, `geometric`, `step`, ");
  }
}
