package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.simbastream.annotation.Internal;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.FieldNames;
import org.simbastream.formats.JsonFields;
import org.simbastream.formats.RecordFields;
import org.simbastream.formats.RejectedException;
import org.simbastream.formats.SeverityScale;
import org.simbastream.formats.Template;
import org.simbastream.formats.TextEncoding;
import org.simbastream.formats.ValueDecoder;
import org.simbastream.records.RejectionReason;

/**
 * Decodes the values of a preset. Every record gets {@link EventFields} beside its own fields.
 *
 * <p>An array of objects is as many records. {@link Preset#AUTO} decides for each value by itself,
 * so a record is read in the same way wherever a job begins, and takes what is of no preset for
 * plain JSON or plain text: it refuses nothing that plain text would not.
 */
@Internal
public final class PresetDecoder implements ValueDecoder {

  private static final long serialVersionUID = 1L;

  private final Preset preset;
  private final int maxBytes;
  private final TextEncoding encoding;
  private transient JsonFields json;
  private transient PresetNotices notices;

  /** The names of the fields that every preset fills; a level outside of the text begins it. */
  public static final RecordFields FIELDS =
      RecordFields.builder()
          .key(Template.ofField(EventFields.KEY))
          .text(Template.ofField(EventFields.TEXT))
          .levelFirst(true)
          .time(FieldNames.of(EventFields.TIME))
          .severity(FieldNames.of(EventFields.LEVEL), SeverityScale.AUTO)
          .trace(FieldNames.of(EventFields.TRACE), FieldNames.of(EventFields.SPAN))
          .build();

  /**
   * A decoder of one preset.
   *
   * @param maxBytes the longest value to expect, also once it is decompressed
   * @param encoding how the bytes of lines and JSON become text
   */
  public PresetDecoder(Preset preset, int maxBytes, TextEncoding encoding) {
    if (preset == Preset.NONE) {
      throw new IllegalArgumentException("simba.record.preset is none: then there is no decoder");
    }
    this.preset = preset;
    this.maxBytes = maxBytes;
    this.encoding = encoding;
  }

  @Override
  public List<Decoded> decode(byte[] value) throws RejectedException {
    return switch (preset) {
      case AUTO -> detected(value);
      // No protobuf message of logs begins with a brace.
      case OTLP -> isBrace(value) ? objects(value) : OtlpProtobuf.read(value);
      case GELF -> objects(Inflater.inflated(value, maxBytes));
      case CRI, SYSLOG, CEF, LEEF, LOGFMT -> {
        String line = line(text(value));
        yield line.isEmpty() ? List.of() : List.of(Decoded.of(PresetLines.read(preset, line)));
      }
      default -> objects(value);
    };
  }

  private List<Decoded> objects(byte[] value) throws RejectedException {
    JsonNode root = json().readObjectOrArray(text(value));
    return root instanceof ObjectNode object ? PresetObjects.read(preset, object) : elements(root);
  }

  private List<Decoded> elements(JsonNode array) {
    List<Decoded> records = new ArrayList<>();
    for (JsonNode element : array) {
      try {
        if (!(element instanceof ObjectNode object)) {
          throw Malformed.value("an array of objects", "it holds " + element);
        }
        records.addAll(PresetObjects.read(preset, object));
      } catch (RejectedException e) {
        records.add(new Decoded.Rejected(element.toString().getBytes(StandardCharsets.UTF_8), e));
      }
    }
    return records;
  }

  private List<Decoded> detected(byte[] value) throws RejectedException {
    Optional<List<Decoded>> binary = OtlpProtobuf.readIfSure(value);
    if (binary.isPresent()) {
      notices().taken(Preset.OTLP.label());
      return binary.get();
    }
    String text = text(Inflater.inflatedIfWhole(value, maxBytes));
    if (text.startsWith("{")) {
      try {
        ObjectNode object = (ObjectNode) json().read(text);
        Optional<Preset> found = PresetObjects.detect(object);
        notices().taken(found.map(Preset::label).orElse("plain JSON"));
        return PresetObjects.read(found.orElse(Preset.AUTO), object);
      } catch (RejectedException e) {
        return plain(text);
      }
    }
    String line = line(text);
    Optional<Preset> found = PresetLines.detect(line);
    if (found.isEmpty()) {
      return plain(text);
    }
    notices().taken(found.get().label());
    return List.of(Decoded.of(PresetLines.read(found.get(), line)));
  }

  private List<Decoded> plain(String text) {
    notices().taken("plain text");
    return List.of(Decoded.of(PresetLines.plain(text)));
  }

  /** A text without the line terminators at its end. */
  private static String line(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isBrace(byte[] value) {
    return value.length > 0 && value[0] == '{';
  }

  private String text(byte[] value) throws RejectedException {
    try {
      return encoding.decode(value);
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectionReason.INVALID_UTF8, "The value is not well-formed " + encoding.charset() + ".");
    }
  }

  private JsonFields json() {
    if (json == null) {
      json = new JsonFields(maxBytes);
    }
    return json;
  }

  private PresetNotices notices() {
    if (notices == null) {
      notices = new PresetNotices();
    }
    return notices;
  }
}
