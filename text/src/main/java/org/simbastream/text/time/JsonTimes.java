package org.simbastream.text.time;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Finds the time of a line that is a JSON object, in its fields of known names. */
final class JsonTimes {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // Names come from untrusted input: a table of all of them would grow without end.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private static final int LONGEST_NUMBER = 32;

  private final TimeFields fields = new TimeFields();
  private Written sure;
  private boolean isJson;

  /**
   * Looks at a line that begins with a brace.
   *
   * @param from where the object begins
   */
  static JsonTimes in(String line, int from) {
    JsonTimes times = new JsonTimes();
    times.read(line, from);
    return times;
  }

  /** Whether the line is JSON at least up to a first field. */
  boolean isJson() {
    return isJson;
  }

  /** The time; null if there is none. */
  Written found() {
    return sure == null ? fields.found() : sure;
  }

  private void read(String line, int from) {
    try (JsonParser parser = JSON.createParser(from == 0 ? line : line.substring(from))) {
      parser.nextToken();
      while (sure == null && parser.nextToken() == JsonToken.FIELD_NAME) {
        isJson = true;
        String name = parser.currentName();
        parser.nextToken();
        Written value = TimeFields.isKnown(name) ? value(parser) : null;
        if (value != null) {
          sure = fields.take(name, value);
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // no JSON from here on: what was found before counts
    }
  }

  private Written value(JsonParser parser) throws IOException {
    Written value =
        switch (parser.currentToken()) {
          case VALUE_STRING -> text(parser.getText());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
          case START_OBJECT -> object(parser);
          default -> null;
        };
    boolean isCount =
        value != null
            && value.time() instanceof WrittenTime.Moment moment
            && !Epoch.isLikely(moment.millis());
    return isCount ? null : value;
  }

  private Written text(String text) {
    Written time = FieldValue.time(text);
    if (time == null) {
      List<WrittenDate> date = FieldValue.date(text);
      if (!date.isEmpty()) {
        fields.take(date, text);
      }
    }
    return time;
  }

  private static Written number(String text) {
    return text.length() > LONGEST_NUMBER ? null : FieldValue.number(new BigDecimal(text), text);
  }

  /** {"$date": …}, {"seconds": …, "nanos": …} and the like: the first part that is a time. */
  private static Written object(JsonParser parser) throws IOException {
    Written first = null;
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return first;
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (first == null && token == JsonToken.VALUE_STRING) {
        first = FieldValue.time(parser.getText());
      } else if (first == null && token.isNumeric()) {
        first = number(parser.getText());
      }
    }
    return first;
  }
}
