package org.simbastream.job.options;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** All options as lines for {@code --help}. */
public final class OptionsHelp {

  private static final int WIDTH = 76;
  private static final String INDENT = "      ";

  private OptionsHelp() {}

  /** One line per option with its default, its description below, by group. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Options of a job, in a YAML file or as -Dname=value:");
    for (OptionGroup group : OptionGroup.ALL) {
      lines.add("");
      lines.add(group.title());
      for (ConfigOption<?> option : group.options()) {
        String value =
            option.hasDefaultValue() ? " = " + OptionValues.written(option.defaultValue()) : "";
        lines.add("  " + option.key() + value);
        wrap(new HtmlFormatter().format(option.description()), lines);
      }
    }
    lines.add("");
    lines.add("simba.kafka.properties.*, simba.kafka.consumer.* and simba.kafka.producer.* go to");
    lines.add("Kafka's clients; everything not under simba. goes to Flink.");
    return lines;
  }

  private static void wrap(String text, List<String> lines) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" ")) {
      if (line.length() + word.length() >= WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
  }
}
