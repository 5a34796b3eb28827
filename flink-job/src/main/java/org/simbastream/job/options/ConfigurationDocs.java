package org.simbastream.job.options;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.simbastream.formats.mask.Mask;

/** Writes {@code docs/configuration.md} from the options. */
public final class ConfigurationDocs {

  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Made from SimbaOptions by ConfigurationDocs; change it there and run
           mvn -pl flink-job -am test -Dtest=ConfigurationDocsTest -Dsimba.docs.update=true
             -Dsurefire.failIfNoSpecifiedTests=false -->

      Options stand in a YAML file, flat or nested, and on the command line as `-Dname=value`, which wins:

      ```yaml
      simba:
        input.topics: [app-logs, web-logs]
        kafka.bootstrap-servers: localhost:9092
      state.backend.type: rocksdb
      ```

      Names are checked before anything starts: an unknown one under `simba.` is an error, as is a value out of its
      range. Durations and sizes carry their unit (`500 ms`, `10 s`, `1 min`, `7 d`; `512 kb`, `1 mb`). Values of names that
      sound like secrets are never printed.
      """;

  private static final String PASSED_ON =
      """

      ## Passed on

      | Names | Go to |
      |---|---|
      | `simba.kafka.properties.*` | every Kafka client, without the prefix: `simba.kafka.properties.security.protocol` |
      | `simba.kafka.consumer.*` | the source's consumers, winning over the above |
      | `simba.kafka.producer.*` | the sinks' producers, winning over the above |
      | everything not under `simba.` | Flink: `state.backend.type`, `parallelism.default`, `taskmanager.numberOfTaskSlots`, `execution.checkpointing.*` |

      What has an option of its own can't be set this way as well; the error says which option to use. Consumers read with
      `isolation.level` `read_committed` unless told otherwise.
      """;

  private ConfigurationDocs() {}

  /** The page in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (OptionGroup group : OptionGroup.ALL) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| Option | Default | Type | Description |\n|---|---|---|---|\n");
      group.options().forEach(option -> page.append(row(option)));
    }
    return page.append(PASSED_ON).toString();
  }

  private static String row(ConfigOption<?> option) {
    String value =
        option.hasDefaultValue()
            ? "`" + OptionValues.written(option.defaultValue()) + "`"
            : "(none)";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(option.key(), value, type(option), description(option));
  }

  private static String type(ConfigOption<?> option) {
    if (option.equals(SimbaOptions.INPUT_TOPICS)) {
      return "list of strings";
    }
    if (option.equals(SimbaOptions.RECORD_MASK)) {
      return "list of " + choices(OptionValues.choices(Mask.EMAIL));
    }
    Object value = option.defaultValue();
    if (value instanceof Enum<?> constant) {
      return choices(OptionValues.choices(constant));
    }
    // Whatever has no default is a string.
    return value == null ? "String" : value.getClass().getSimpleName();
  }

  private static String choices(List<String> choices) {
    return "`" + String.join("`, `", choices) + "`";
  }

  private static String description(ConfigOption<?> option) {
    return new HtmlFormatter().format(option.description());
  }
}
