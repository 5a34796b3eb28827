package org.simbastream.records;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.simbastream.annotation.PublicApi;

/**
 * What a record carries to the results beside its text. The model reads none of it.
 *
 * @param severity how severe it says that it is; null if it doesn't say
 * @param traceId the trace that it belongs to; empty if it names none
 * @param spanId the span within the trace; likewise
 * @param fields chosen fields by name, in the order of the names
 * @param headers chosen headers of Kafka's record by name, likewise
 * @param timeUnreadable whether its own time could not be read, so that its time is Kafka's
 */
@PublicApi
public record Attributes(
    Severity severity,
    String traceId,
    String spanId,
    Map<String, String> fields,
    Map<String, String> headers,
    boolean timeUnreadable) {

  /** A record with nothing beside its text. */
  public static final Attributes NONE = new Attributes(null, "", "", Map.of(), Map.of(), false);

  /** The longest id of a trace or a span that is kept, in characters. */
  public static final int MAX_ID_CHARACTERS = 128;

  /** The most that the fields, and the headers, of one record may have, in characters. */
  public static final int MAX_CHARACTERS = 4_096;

  /** Copies the maps, sorted by name; null counts as nothing. */
  public Attributes {
    traceId = Objects.requireNonNullElse(traceId, "");
    spanId = Objects.requireNonNullElse(spanId, "");
    fields = sorted(fields);
    headers = sorted(headers);
  }

  /** Whether there is nothing beside the text. */
  public boolean isNone() {
    return severity == null
        && traceId.isEmpty()
        && spanId.isEmpty()
        && fields.isEmpty()
        && headers.isEmpty()
        && !timeUnreadable;
  }

  /** The same with another severity; null for none. */
  public Attributes withSeverity(Severity other) {
    return new Attributes(other, traceId, spanId, fields, headers, timeUnreadable);
  }

  /** The same of a record whose own time could not be read. */
  public Attributes withTimeUnreadable() {
    return new Attributes(severity, traceId, spanId, fields, headers, true);
  }

  /** The same with only as many fields, and as many headers, as have that many characters. */
  public Attributes within(int characters) {
    Map<String, String> fewerFields = first(fields, characters);
    Map<String, String> fewerHeaders = first(headers, characters);
    return fewerFields.size() == fields.size() && fewerHeaders.size() == headers.size()
        ? this
        : new Attributes(severity, traceId, spanId, fewerFields, fewerHeaders, timeUnreadable);
  }

  private static Map<String, String> first(Map<String, String> all, int characters) {
    Map<String, String> kept = new TreeMap<>();
    int left = characters;
    for (Map.Entry<String, String> entry : all.entrySet()) {
      left -= entry.getKey().length() + entry.getValue().length();
      if (left < 0) {
        break;
      }
      kept.put(entry.getKey(), entry.getValue());
    }
    return kept;
  }

  private static Map<String, String> sorted(Map<String, String> given) {
    return given == null || given.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new TreeMap<>(given));
  }
}
