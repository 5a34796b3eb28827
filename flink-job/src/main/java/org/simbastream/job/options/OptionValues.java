package org.simbastream.job.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;
import org.simbastream.formats.mask.Mask;

/** The values of simba-stream's options, each of its option's type. */
final class OptionValues {

  /** A duration without a unit; only 0 needs none. */
  private static final Pattern WITHOUT_UNIT = Pattern.compile("[0-9]*[1-9][0-9]*");

  /** Options of several values, which commas or semicolons may separate. */
  private static final Set<ConfigOption<?>> LISTS =
      Set.of(
          SimbaOptions.INPUT_TOPICS,
          SimbaOptions.RECORD_KEY_FIELDS,
          SimbaOptions.RECORD_TEXT_FIELDS,
          SimbaOptions.RECORD_FIELDS,
          SimbaOptions.RECORD_HEADERS,
          SimbaOptions.RECORD_MASK);

  private final Configuration values;

  private OptionValues(Configuration values) {
    this.values = values;
  }

  /**
   * Reads the options of {@link SimbaOptions}.
   *
   * @param given values by name; other names are left alone
   * @param problems gains what is not of its option's type; such an option then has no value here
   */
  static OptionValues read(Map<String, String> given, List<String> problems) {
    Map<String, String> wellTyped = new TreeMap<>();
    for (ConfigOption<?> option : OptionGroup.allOptions()) {
      String value = given.get(option.key());
      if (value == null) {
        continue;
      }
      if (value.isBlank()) {
        problems.add(option.key() + " has no value; give one or remove it.");
        continue;
      }
      String normalized = normalized(option, value.strip());
      if (isOfItsType(option, normalized)) {
        wellTyped.put(option.key(), normalized);
      } else {
        problems.add("%s is '%s'; give %s.".formatted(option.key(), value, wanted(option)));
      }
    }
    return new OptionValues(Configuration.fromMap(wellTyped));
  }

  /** The value given, or else the option's default. */
  <T> Optional<T> find(ConfigOption<T> option) {
    return Optional.ofNullable(values.get(option));
  }

  boolean isGiven(ConfigOption<?> option) {
    return values.getOptional(option).isPresent();
  }

  /** A value, or an option's default, as one would write it. */
  static String written(Object value) {
    if (value instanceof Duration duration) {
      return TimeUtils.formatWithHighestUnit(duration);
    }
    if (value instanceof MemorySize size) {
      return size.toString();
    }
    if (value instanceof List<?> several) {
      return several.stream().map(OptionValues::written).collect(Collectors.joining(", "));
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return value.toString();
  }

  /** What an enum option can be set to. */
  static List<String> choices(Enum<?> of) {
    List<String> choices = new ArrayList<>();
    for (Object constant : of.getDeclaringClass().getEnumConstants()) {
      choices.add(written(constant));
    }
    return choices;
  }

  /** The value in the notation that Flink reads: output_norm for output-norm, a;b for a,b. */
  private static String normalized(ConfigOption<?> option, String value) {
    if (LISTS.contains(option)) {
      return value.replaceAll("\\s*[,;]\\s*", ";");
    }
    return option.defaultValue() instanceof Enum<?> ? value.replace('-', '_') : value;
  }

  private static boolean isOfItsType(ConfigOption<?> option, String value) {
    if (option.defaultValue() instanceof Duration && WITHOUT_UNIT.matcher(value).matches()) {
      return false; // Flink would read it as milliseconds, which is hardly ever meant
    }
    try {
      Configuration.fromMap(Map.of(option.key(), value)).get(option);
      return true;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  private static String wanted(ConfigOption<?> option) {
    Object example = option.defaultValue();
    if (option.equals(SimbaOptions.RECORD_MASK)) {
      return "one or several of " + String.join(", ", choices(Mask.EMAIL));
    }
    if (example == null) { // of those without a default only a list can be malformed
      return "names with commas between them, and quotes only in pairs";
    }
    if (example instanceof Boolean) {
      return "true or false";
    }
    if (example instanceof Enum<?> constant) {
      return "one of " + String.join(", ", choices(constant));
    }
    String kind =
        example instanceof Duration
            ? "a duration with its unit"
            : example instanceof MemorySize
                ? "a size with its unit"
                : example instanceof Double ? "a number" : "a whole number";
    return kind + ", such as " + written(example);
  }
}
