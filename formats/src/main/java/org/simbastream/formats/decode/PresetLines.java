package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.simbastream.formats.RejectedException;

/** Reads the lines of the presets whose records are lines. */
final class PresetLines {

  private PresetLines() {}

  /**
   * Reads a line.
   *
   * @throws RejectedException if it is not of the preset's format
   */
  static ObjectNode read(Preset preset, String line) throws RejectedException {
    return switch (preset) {
      case CRI -> CriLine.read(line);
      case SYSLOG -> SyslogLine.read(line);
      case CEF -> SecurityEventLine.cef(line);
      case LEEF -> SecurityEventLine.leef(line);
      case LOGFMT -> LogfmtLine.read(line);
      default -> throw new IllegalStateException(preset + " has no lines");
    };
  }

  /** The preset that a line is surely of. */
  static Optional<Preset> detect(String line) {
    if (CriLine.isSure(line)) {
      return Optional.of(Preset.CRI);
    }
    if (SecurityEventLine.isSure(line, "CEF")) {
      return Optional.of(Preset.CEF);
    }
    if (SecurityEventLine.isSure(line, "LEEF")) {
      return Optional.of(Preset.LEEF);
    }
    if (SyslogLine.isSure(line)) {
      return Optional.of(Preset.SYSLOG);
    }
    return LogfmtLine.isSure(line) ? Optional.of(Preset.LOGFMT) : Optional.empty();
  }

  /** A line of no preset: it is the text. */
  static ObjectNode plain(String line) {
    EventFields fields = EventFields.ofNew();
    fields.object().put("message", line).put(EventFields.TEXT, line);
    return fields.object();
  }
}
