package org.simbastream.job.options;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.simbastream.formats.FieldNames;
import org.simbastream.formats.RecordFields;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordTimes;
import org.simbastream.formats.Template;
import org.simbastream.formats.TextEncoding;
import org.simbastream.formats.decode.Preset;
import org.simbastream.formats.decode.PresetDecoder;
import org.simbastream.formats.mask.Masks;

/** Makes the format of records from checked options. */
final class RecordFormatReader {

  private final OptionValues values;

  private RecordFormatReader(OptionValues values) {
    this.values = values;
  }

  /** The format of records; {@code zone} is that of times without one. */
  static RecordFormat read(OptionValues values, ZoneId zone) {
    RecordFormatReader reader = new RecordFormatReader(values);
    RecordTimes times =
        new RecordTimes(
            reader.get(SimbaOptions.RECORD_TIME),
            zone,
            reader.get(SimbaOptions.TIME_DATE_ORDER),
            reader.get(SimbaOptions.TIME_UNREADABLE));
    TextEncoding encoding =
        new TextEncoding(
            reader.get(SimbaOptions.RECORD_CHARSET),
            reader.get(SimbaOptions.RECORD_MALFORMED_TEXT));
    Preset preset = reader.get(SimbaOptions.RECORD_PRESET);
    int maxBytes = Math.toIntExact(reader.get(SimbaOptions.RECORD_MAX_BYTES).getBytes());
    RecordFormat.Kind kind =
        preset == Preset.NONE ? reader.get(SimbaOptions.RECORD_FORMAT) : RecordFormat.Kind.JSON;
    return new RecordFormat(
        kind,
        reader.fields(reader.usual(kind, preset)),
        maxBytes,
        reader.get(SimbaOptions.TIME_MAX_AHEAD),
        encoding,
        times,
        preset == Preset.NONE ? null : new PresetDecoder(preset, maxBytes, encoding),
        masks(values));
  }

  /** What of records is masked. */
  static Masks masks(OptionValues values) {
    return new Masks(
        Set.copyOf(values.find(SimbaOptions.RECORD_MASK).orElse(List.of())),
        values.find(SimbaOptions.RECORD_MASK_KEY_SECRET).orElse(null));
  }

  /** What the fields are unless options say so. */
  private RecordFields usual(RecordFormat.Kind kind, Preset preset) {
    if (preset == Preset.NONE) {
      return kind == RecordFormat.Kind.JSON ? RecordFields.USUAL : RecordFields.NONE;
    }
    return get(SimbaOptions.RECORD_TIME) == RecordTimes.Source.TEXT
        ? PresetDecoder.FIELDS.toBuilder().time(null).build()
        : PresetDecoder.FIELDS;
  }

  private RecordFields fields(RecordFields usual) {
    RecordFields.Builder fields = usual.toBuilder();
    key().ifPresent(fields::key);
    values.find(SimbaOptions.RECORD_KEY_HEADER).ifPresent(fields::keyHeader);
    values.find(SimbaOptions.RECORD_KEY_PATTERN).ifPresent(fields::keyPattern);
    text().ifPresent(text -> fields.text(text).levelFirst(false));
    values.find(SimbaOptions.RECORD_TIME_FIELD).map(FieldNames::of).ifPresent(fields::time);
    fields.severity(
        named(SimbaOptions.RECORD_SEVERITY_FIELD).orElse(usual.severity()),
        get(SimbaOptions.RECORD_SEVERITY_SCALE));
    fields.trace(
        named(SimbaOptions.RECORD_TRACE_FIELD).orElse(usual.trace()),
        named(SimbaOptions.RECORD_SPAN_FIELD).orElse(usual.span()));
    return fields
        .passedOn(
            values.find(SimbaOptions.RECORD_FIELDS).orElse(List.of()),
            values.find(SimbaOptions.RECORD_HEADERS).orElse(List.of()))
        .build();
  }

  private Optional<Template> key() {
    return values
        .find(SimbaOptions.RECORD_KEY_FIELDS)
        .map(fields -> Template.ofFields(fields, "/"))
        .or(() -> values.find(SimbaOptions.RECORD_KEY_FIELD).map(Template::ofField));
  }

  private Optional<Template> text() {
    return values
        .find(SimbaOptions.RECORD_TEXT_TEMPLATE)
        .map(Template::parse)
        .or(
            () ->
                values
                    .find(SimbaOptions.RECORD_TEXT_FIELDS)
                    .map(fields -> Template.ofFields(fields, " ")))
        .or(() -> values.find(SimbaOptions.RECORD_TEXT_FIELD).map(Template::ofField));
  }

  private Optional<FieldNames> named(ConfigOption<String> option) {
    return values.find(option).map(FieldNames::of);
  }

  private <T> T get(ConfigOption<T> option) {
    return values.find(option).orElseThrow();
  }
}
