package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.simbastream.formats.TextEncoding.Malformed;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/**
 * Finds the key of a record's stream: that of its fields, else of a header, else Kafka's, else the
 * name of its partition. Null and the empty string count as absent.
 */
final class KeyReader {

  /** Keys that differ in such bytes only must not become one stream. */
  private static final TextEncoding ENCODING = new TextEncoding("UTF-8", Malformed.REJECT);

  /** A pattern looks at no more characters of a key. */
  private static final int MOST_MATCHED = 4_096;

  private final RecordFields fields;
  private final Pattern pattern; // null for whole keys
  private final UnaryOperator<String> mask;

  /**
   * @param mask masks personal data in keys
   */
  KeyReader(RecordFields fields, UnaryOperator<String> mask) {
    this.fields = fields;
    this.mask = mask;
    this.pattern = fields.keyPattern() == null ? null : Pattern.compile(fields.keyPattern());
  }

  /**
   * The key of a record.
   *
   * @param object its fields; null if it has none
   * @param kafkaKey Kafka's key; null if it has none
   */
  String of(JsonNode object, Position position, byte[] kafkaKey, KafkaHeaders headers)
      throws RejectedException {
    String key = whole(object, kafkaKey, headers);
    return key.isEmpty() ? partition(position) : bounded(mask.apply(part(key)));
  }

  private String whole(JsonNode object, byte[] kafkaKey, KafkaHeaders headers)
      throws RejectedException {
    if (object != null && fields.key() != null) {
      String named = fields.key().of(object).orElse("");
      if (!named.isEmpty()) {
        return RecordText.wellFormed(named);
      }
    }
    byte[] header = fields.keyHeader() == null ? null : headers.last(fields.keyHeader());
    if (header != null && header.length > 0) {
      return decode("header " + fields.keyHeader(), header);
    }
    return kafkaKey == null || kafkaKey.length == 0 ? "" : decode("Kafka key", kafkaKey);
  }

  /** What the pattern finds: its groups, with a slash between, or all of it if it has none. */
  private String part(String key) {
    if (pattern == null) {
      return key;
    }
    try {
      Matcher matcher = pattern.matcher(key.substring(0, Math.min(key.length(), MOST_MATCHED)));
      if (!matcher.find()) {
        return key;
      }
      String found =
          matcher.groupCount() == 0
              ? matcher.group()
              : IntStream.rangeClosed(1, matcher.groupCount())
                  .mapToObj(group -> Optional.ofNullable(matcher.group(group)).orElse(""))
                  .collect(Collectors.joining("/"));
      return found.isEmpty() ? key : RecordText.wellFormed(found);
    } catch (StackOverflowError e) { // Java's patterns recurse
      return key;
    }
  }

  /** Kafka's key of a rejected record, or the name of its partition. */
  String ofRejected(Position position, byte[] kafkaKey) {
    try {
      return kafkaKey == null || kafkaKey.length == 0
          ? partition(position)
          : bounded(mask.apply(decode("Kafka key", kafkaKey)));
    } catch (RejectedException e) {
      return partition(position);
    }
  }

  private static String bounded(String key) throws RejectedException {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Rejection.MAX_KEY_BYTES) {
      throw new RejectedException(
          RejectionReason.KEY_TOO_LARGE,
          "The stream's key has %d bytes, more than %d.".formatted(bytes, Rejection.MAX_KEY_BYTES));
    }
    return key;
  }

  private static String partition(Position position) {
    return position.topic() + "-" + position.partition();
  }

  private static String decode(String what, byte[] bytes) throws RejectedException {
    try {
      return ENCODING.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectionReason.INVALID_UTF8,
          "The " + what + " is not well-formed " + ENCODING.charset() + ".");
    }
  }
}
