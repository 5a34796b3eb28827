package org.simbastream.dashboard.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.dashboard.live.Reason;
import org.simbastream.records.Position;

/** Reads the fields of one result, which is untrusted input. */
final class ResultFields {

  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build())
          .build()
          .readerFor(JsonNode.class);

  /** Characters of a key: it goes into addresses, which have to be short. */
  private static final int MAX_KEY = 500;

  private static final int MAX_REASONS = 12;
  private static final int MAX_WORD = 40;

  private final JsonNode json;
  private final Limits bounds;

  ResultFields(JsonNode json, Limits bounds) {
    this.json = json;
    this.bounds = bounds;
  }

  static ResultFields parse(byte[] value, Limits bounds) throws MalformedResultException {
    if (value == null) {
      throw new MalformedResultException("it has no value");
    }
    try {
      JsonNode json = OtlpScored.plain(JSON.readTree(value));
      if (!json.isObject()) {
        throw new MalformedResultException("it is not a JSON object");
      }
      return new ResultFields(json, bounds);
    } catch (IOException e) {
      throw new MalformedResultException("it is not JSON");
    }
  }

  /** A text, cut to what is kept. */
  String text(String name) throws MalformedResultException {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new MalformedResultException(name + " is not a text");
    }
    return bounds.cut(value.textValue());
  }

  /** The same of a field that may be missing. */
  String textOrEmpty(String name) throws MalformedResultException {
    return json.has(name) ? text(name) : "";
  }

  /** One of few words, such as a kind; empty where there is none. */
  String word(String name) throws MalformedResultException {
    String word = textOrEmpty(name);
    return word.length() <= MAX_WORD ? word : word.substring(0, MAX_WORD);
  }

  /** The reasons for its score, as far as they lie within the text that is kept. */
  List<Reason> why() throws MalformedResultException {
    if (!has("why")) {
      return List.of();
    }
    int length = Math.min(json.path("text").asText().length(), bounds.textLength());
    List<Reason> why = new ArrayList<>();
    for (ResultFields reason : objects("why", MAX_REASONS)) {
      int from = reason.has("from") ? reason.count("from") : -1;
      int to = reason.has("from") ? reason.count("to") : -1;
      if (from <= to && to <= length) {
        why.add(
            new Reason(
                reason.word("kind"), from, to, reason.decimal("nats"), reason.word("expected")));
      }
    }
    return List.copyOf(why);
  }

  boolean has(String name) {
    return json.has(name);
  }

  /** The stream that it belongs to. */
  String key() throws MalformedResultException {
    String key = text("key");
    if (key.isEmpty()) {
      throw new MalformedResultException("key is empty");
    }
    return key.length() <= MAX_KEY ? key : key.substring(0, MAX_KEY);
  }

  long number(String name) throws MalformedResultException {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedResultException(name + " is not a whole number");
    }
    return value.longValue();
  }

  int count(String name) throws MalformedResultException {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(name)));
  }

  /** A number, or null where there is none. */
  Double decimal(String name) {
    JsonNode value = json.path(name);
    return value.isNumber() && Double.isFinite(value.doubleValue()) ? value.doubleValue() : null;
  }

  boolean flag(String name) {
    return json.path(name).asBoolean(false);
  }

  byte[] bytes(String name) {
    try {
      byte[] bytes = json.path(name).binaryValue();
      return bytes == null ? new byte[0] : bytes;
    } catch (IOException e) {
      return new byte[0];
    }
  }

  Position position() throws MalformedResultException {
    return new Position(text("topic"), count("partition"), number("offset"));
  }

  /** The first texts of an array. */
  List<String> texts(String name, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : json.path(name)) {
      if (text.isTextual() && texts.size() < most) {
        texts.add(bounds.cut(text.textValue()));
      }
    }
    return texts;
  }

  /** A field that holds an object. */
  ResultFields object(String name) throws MalformedResultException {
    JsonNode object = json.get(name);
    if (object == null || !object.isObject()) {
      throw new MalformedResultException(name + " is no object");
    }
    return new ResultFields(object, bounds);
  }

  /** The first objects of an array. */
  List<ResultFields> objects(String name, int most) {
    List<ResultFields> objects = new ArrayList<>();
    for (JsonNode object : json.path(name)) {
      if (objects.size() < most) {
        objects.add(new ResultFields(object, bounds));
      }
    }
    return objects;
  }

  /** The first numbers of an array. */
  List<Long> numbers(String name, int most) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : json.path(name)) {
      if (numbers.size() < most) {
        numbers.add(number.longValue());
      }
    }
    return numbers;
  }
}
