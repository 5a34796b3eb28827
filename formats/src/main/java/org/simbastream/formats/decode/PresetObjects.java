package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.simbastream.annotation.Internal;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.RejectedException;

/** Reads the objects of the presets whose records are objects, wherever the objects come from. */
@Internal
public final class PresetObjects {

  private PresetObjects() {}

  /**
   * Reads an object.
   *
   * @param preset {@link Preset#AUTO} for whichever the object is surely of
   * @param object the object, which is changed
   * @return its records; none for what stands for a deleted record
   * @throws RejectedException if it is not of the preset's format
   */
  public static List<Decoded> read(Preset preset, ObjectNode object) throws RejectedException {
    return switch (preset) {
      case OTLP -> OtlpJson.read(object);
      case CONNECT -> ConnectEnvelope.read(object);
      case DEBEZIUM -> Debezium.read(object);
      case ECS -> one(Shippers.ecs(object));
      case FLUENT_BIT -> one(Shippers.fluentBit(object));
      case VECTOR -> one(Shippers.vector(object));
      case DOCKER -> one(Shippers.docker(object));
      case JOURNALD -> one(Shippers.journald(object));
      case GELF -> one(Gelf.read(object));
      case AUTO -> {
        Optional<Preset> detected = detect(object);
        yield detected.isPresent() ? read(detected.get(), object) : one(Shippers.plain(object));
      }
      default -> throw new IllegalStateException(preset + " has no objects");
    };
  }

  /** The preset that an object is surely of. */
  static Optional<Preset> detect(ObjectNode object) {
    if (OtlpJson.isLogs(object)) {
      return Optional.of(Preset.OTLP);
    }
    if (Debezium.isSure(object)) {
      return Optional.of(Preset.DEBEZIUM);
    }
    if (ConnectEnvelope.isSure(object)) {
      return Optional.of(Preset.CONNECT);
    }
    if (Gelf.isSure(object)) {
      return Optional.of(Preset.GELF);
    }
    return Optional.ofNullable(ofShipper(object));
  }

  private static Preset ofShipper(ObjectNode object) {
    JsonNode time = object.path("@timestamp");
    if (object.has("__REALTIME_TIMESTAMP")) {
      return Preset.JOURNALD;
    }
    if (time.isTextual() && EventFields.first(object, "ecs.version") != null) {
      return Preset.ECS;
    }
    if (time.isNumber()
        && (object.has("log") || object.has("kubernetes") || object.has("_SYSTEMD_UNIT"))) {
      return Preset.FLUENT_BIT;
    }
    if (object.has("source_type") && object.has("timestamp") && object.has("message")) {
      return Preset.VECTOR;
    }
    boolean docker = object.has("log") && object.has("stream") && object.has("time");
    return docker && object.size() <= 4 ? Preset.DOCKER : null;
  }

  private static List<Decoded> one(ObjectNode object) {
    return List.of(Decoded.of(EventFields.withText(object)));
  }
}
