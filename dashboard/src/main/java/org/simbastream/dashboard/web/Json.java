package org.simbastream.dashboard.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.UncheckedIOException;

/** Writes and reads JSON. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** On one line. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an answer can't be written as JSON", e);
    }
  }

  /** Sends a value as JSON. */
  static void answer(Context context, Object value) {
    context.contentType("application/json").result(write(value));
  }

  /**
   * Reads the body of a request.
   *
   * @throws RefusedException if it is not of that type
   */
  static <T> T read(Context context, Class<T> type) {
    try {
      return MAPPER.readValue(context.body(), type);
    } catch (JsonProcessingException e) {
      throw new RefusedException(400, "the request is malformed: reload the page");
    }
  }
}
