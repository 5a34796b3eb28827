package org.simbastream.job.format;

import java.io.IOException;
import java.util.List;

/**
 * An attribute in OTLP's JSON, in which whole numbers are strings.
 *
 * @param key its name
 * @param value a string, a boolean, a whole number, a double, a list of lists of attributes, or the
 *     attributes of one object
 */
record OtlpAttribute(String key, Object value) {

  static void write(OtlpAttribute attribute, FieldWriter fields) throws IOException {
    fields.string("key", attribute.key);
    fields.object("value", attribute.value, OtlpAttribute::writeValue);
  }

  private static void writeValue(Object value, FieldWriter fields) throws IOException {
    if (value instanceof Boolean flag) {
      fields.flag("boolValue", flag);
    } else if (value instanceof Double number) {
      fields.number("doubleValue", number);
    } else if (value instanceof Number number) {
      fields.string("intValue", number.toString());
    } else if (value instanceof Objects objects) {
      fields.object(
          "arrayValue",
          objects.all,
          (all, out) -> out.all("values", all, OtlpAttribute::writeObject));
    } else {
      fields.string("stringValue", value.toString());
    }
  }

  private static void writeObject(List<OtlpAttribute> object, FieldWriter fields)
      throws IOException {
    fields.object(
        "kvlistValue", object, (all, out) -> out.all("values", all, OtlpAttribute::write));
  }

  /** An array of objects, each of attributes. */
  record Objects(List<List<OtlpAttribute>> all) {}
}
