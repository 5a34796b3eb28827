package org.simbastream.cli.drops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What reads logs and passes them on, and how its configuration leaves records out. */
enum Shipper {
  /** OpenTelemetry's collector: its filter processor, with conditions in OTTL. */
  OTEL("body") {
    @Override
    String configuration(List<Droppable> patterns, String field) {
      StringBuilder text = new StringBuilder();
      text.append("processors:\n");
      text.append("  filter/simba:\n");
      text.append("    error_mode: ignore\n");
      text.append("    logs:\n");
      text.append("      log_record:\n");
      for (Droppable pattern : patterns) {
        text.append("        # ").append(comment(pattern)).append('\n');
        text.append("        - '").append(match(field, pattern.expression()));
        if (pattern.advice().kind() == Advice.Kind.SAMPLE) {
          text.append(" and not IsMatch(String(FNV(Concat([")
              .append(field)
              .append(", String(observed_time_unix_nano)], \" \"))), \"")
              .append(DIGITS.get(pattern.advice().oneIn()))
              .append("\\\\z\")");
        }
        text.append("'\n");
      }
      return text.toString();
    }

    private String match(String field, String expression) {
      return "IsMatch(" + field + ", \"" + expression.replace("\\", "\\\\") + "\")";
    }
  },
  /** Vector: its transforms filter and sample, with conditions in VRL. */
  VECTOR(".message") {
    @Override
    String configuration(List<Droppable> patterns, String field) {
      StringBuilder text = new StringBuilder();
      String input = "YOUR_SOURCE";
      List<Droppable> dropped = of(Advice.Kind.DROP, patterns);
      if (!dropped.isEmpty()) {
        transform(text, "simba_drop", "filter", input);
        condition(text, "condition", field, dropped);
        input = "simba_drop";
      }
      for (Map.Entry<Integer, List<Droppable>> share : byShare(patterns).entrySet()) {
        String name = "simba_sample_" + share.getKey();
        transform(text, name, "sample", input);
        text.append("rate = ").append(share.getKey()).append('\n');
        condition(text, "exclude", field, share.getValue());
        input = name;
      }
      return text.toString();
    }

    private void transform(StringBuilder text, String name, String type, String input) {
      text.append("[transforms.").append(name).append("]\n");
      text.append("type = \"").append(type).append("\"\n");
      text.append("inputs = [\"").append(input).append("\"]\n");
    }

    /** Holds for the records that are passed on untouched. */
    private void condition(StringBuilder text, String of, String field, List<Droppable> patterns) {
      text.append(of).append(" = '''\n");
      text.append("text = string(").append(field).append(") ?? \"\"\n");
      text.append("!(\n");
      for (int i = 0; i < patterns.size(); i++) {
        text.append("  # ").append(comment(patterns.get(i))).append('\n');
        text.append("  match(text, r'").append(patterns.get(i).expression()).append("')");
        text.append(i + 1 < patterns.size() ? " ||\n" : "\n");
      }
      text.append(")\n'''\n\n");
    }
  },
  /** Fluent Bit: its filters grep, modify and lua. */
  FLUENT_BIT("log") {
    @Override
    String configuration(List<Droppable> patterns, String field) {
      StringBuilder text = new StringBuilder();
      for (Droppable pattern : of(Advice.Kind.DROP, patterns)) {
        filter(text, pattern, "grep");
        text.append("    Exclude    ").append(field).append(' ').append(pattern.expression());
        text.append("\n\n");
      }
      List<Droppable> sampled = of(Advice.Kind.SAMPLE, patterns);
      for (Droppable pattern : sampled) {
        filter(text, pattern, "modify");
        text.append("    Condition  Key_value_matches ").append(field).append(' ');
        text.append(pattern.expression()).append('\n');
        text.append("    Set        simba_sample ").append(pattern.advice().oneIn());
        text.append("\n\n");
      }
      if (!sampled.isEmpty()) {
        text.append("# passes on one in so many of the records that were marked\n");
        text.append("[FILTER]\n");
        text.append("    Name       lua\n");
        text.append("    Match      *\n");
        text.append("    call       simba_sample\n");
        text.append("    code       ").append(LUA).append('\n');
      }
      return text.toString();
    }

    private void filter(StringBuilder text, Droppable pattern, String name) {
      text.append("# ").append(comment(pattern)).append('\n');
      text.append("[FILTER]\n");
      text.append("    Name       ").append(name).append('\n');
      text.append("    Match      *\n");
    }
  };

  /** The last decimal digits of one number in so many. */
  private static final Map<Integer, String> DIGITS = Map.of(10, "0", 100, "00");

  private static final String LUA =
      "function simba_sample(tag, time, record) local n = record[\"simba_sample\"]"
          + " if n == nil then return 0, time, record end"
          + " if math.random(tonumber(n)) > 1 then return -1, time, record end"
          + " record[\"simba_sample\"] = nil return 2, time, record end";

  private final String field;

  Shipper(String field) {
    this.field = field;
  }

  /** The field that holds the text unless it is told otherwise. */
  String field() {
    return field;
  }

  /**
   * A piece of its configuration.
   *
   * @param patterns what is sampled or dropped
   * @param field the field that holds the text
   */
  abstract String configuration(List<Droppable> patterns, String field);

  private static String comment(Droppable pattern) {
    return "%s, %,d records: %s"
        .formatted(
            pattern.advice().text(),
            pattern.lines().records(),
            pattern.lines().shown().replaceAll("\\p{Cntrl}", " ").replace("'", "’"));
  }

  private static List<Droppable> of(Advice.Kind kind, List<Droppable> patterns) {
    return patterns.stream().filter(pattern -> pattern.advice().kind() == kind).toList();
  }

  private static Map<Integer, List<Droppable>> byShare(List<Droppable> patterns) {
    return of(Advice.Kind.SAMPLE, patterns).stream()
        .collect(
            Collectors.groupingBy(
                pattern -> pattern.advice().oneIn(), TreeMap::new, Collectors.toList()));
  }
}
