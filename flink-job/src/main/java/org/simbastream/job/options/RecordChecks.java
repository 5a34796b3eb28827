package org.simbastream.job.options;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOption;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.Template;
import org.simbastream.formats.TextEncoding;
import org.simbastream.formats.decode.Preset;
import org.simbastream.formats.mask.Masks;

/** Checks the options that say what a record is. */
final class RecordChecks {

  private static final List<ConfigOption<?>> OF_TEXT =
      List.of(
          SimbaOptions.RECORD_TEXT_FIELD,
          SimbaOptions.RECORD_TEXT_FIELDS,
          SimbaOptions.RECORD_TEXT_TEMPLATE);

  /** Those that need fields, beside those of the text. */
  private static final List<ConfigOption<?>> OF_FIELDS =
      List.of(
          SimbaOptions.RECORD_KEY_FIELD,
          SimbaOptions.RECORD_KEY_FIELDS,
          SimbaOptions.RECORD_TIME_FIELD,
          SimbaOptions.RECORD_SEVERITY_FIELD,
          SimbaOptions.RECORD_TRACE_FIELD,
          SimbaOptions.RECORD_SPAN_FIELD,
          SimbaOptions.RECORD_FIELDS);

  private final OptionValues values;
  private final List<String> problems;

  private RecordChecks(OptionValues values, List<String> problems) {
    this.values = values;
    this.problems = problems;
  }

  static void run(OptionValues values, List<String> problems) {
    RecordChecks checks = new RecordChecks(values, problems);
    checks.checkKind();
    checks.checkOneOf(OF_TEXT);
    checks.checkOneOf(List.of(SimbaOptions.RECORD_KEY_FIELD, SimbaOptions.RECORD_KEY_FIELDS));
    checks.checkCharset();
    checks.checkTemplate();
    checks.checkPattern();
    checks.checkMasks();
  }

  private void checkKind() {
    RecordFormat.Kind kind = values.find(SimbaOptions.RECORD_FORMAT).orElse(null);
    if (values.find(SimbaOptions.RECORD_PRESET).orElse(Preset.NONE) != Preset.NONE) {
      if (values.isGiven(SimbaOptions.RECORD_FORMAT) && kind != RecordFormat.Kind.JSON) {
        problem(
            SimbaOptions.RECORD_PRESET,
            "simba.record.format is %s, which has no presets: remove one of the two options"
                .formatted(OptionValues.written(kind)));
      }
      return;
    }
    if (kind == RecordFormat.Kind.TOKENS) {
      refuse(OF_TEXT, "records of token ids have them in the field tokens: remove the option");
    } else if (kind == RecordFormat.Kind.TEXT) {
      String remedy =
          "plain text has no fields: remove the option or set simba.record.format to json";
      refuse(OF_TEXT, remedy);
      refuse(OF_FIELDS, remedy);
    }
  }

  private void refuse(List<ConfigOption<?>> options, String remedy) {
    options.stream().filter(values::isGiven).forEach(option -> problem(option, remedy));
  }

  private void checkOneOf(List<ConfigOption<?>> options) {
    List<ConfigOption<?>> given = options.stream().filter(values::isGiven).toList();
    for (int i = 1; i < given.size(); i++) {
      problem(given.get(i), "%s says it too: remove one of the two".formatted(given.get(0).key()));
    }
  }

  private void checkCharset() {
    if (!TextEncoding.isKnown(values.find(SimbaOptions.RECORD_CHARSET).orElse("UTF-8"))) {
      problem(
          SimbaOptions.RECORD_CHARSET,
          "give UTF-8, ISO-8859-1, windows-1252, GB18030, Shift_JIS or another name of IANA's list"
              + " that Java knows");
    }
  }

  private void checkTemplate() {
    try {
      values.find(SimbaOptions.RECORD_TEXT_TEMPLATE).ifPresent(Template::parse);
    } catch (IllegalArgumentException e) {
      problem(SimbaOptions.RECORD_TEXT_TEMPLATE, "name fields in braces, as in {level} {message}");
    }
  }

  private void checkPattern() {
    try {
      values.find(SimbaOptions.RECORD_KEY_PATTERN).ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      problem(
          SimbaOptions.RECORD_KEY_PATTERN,
          "it is no regular expression (%s near index %d): correct it"
              .formatted(e.getDescription(), e.getIndex()));
    }
  }

  private void checkMasks() {
    boolean masks = values.isGiven(SimbaOptions.RECORD_MASK);
    if (masks && values.find(SimbaOptions.RECORD_FORMAT).orElse(null) == RecordFormat.Kind.TOKENS) {
      problem(
          SimbaOptions.RECORD_MASK,
          "records of token ids have no text in which anything can be found: remove the option");
    }
    String secret = values.find(SimbaOptions.RECORD_MASK_KEY_SECRET).orElse(null);
    if (secret == null) {
      return;
    }
    String name = SimbaOptions.RECORD_MASK_KEY_SECRET.key(); // the value is not shown
    if (!masks) {
      problems.add(
          name + " is given, but nothing is masked: set simba.record.mask, or remove the option.");
    } else if (secret.length() < Masks.LEAST_SECRET) {
      problems.add(
          "%s has %d characters; give %d or more, drawn at random."
              .formatted(name, secret.length(), Masks.LEAST_SECRET));
    }
  }

  private void problem(ConfigOption<?> option, String remedy) {
    String value = values.find(option).map(OptionValues::written).orElse("");
    problems.add("%s is '%s'; %s.".formatted(option.key(), value, remedy));
  }
}
