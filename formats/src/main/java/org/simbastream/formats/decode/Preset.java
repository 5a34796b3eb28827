package org.simbastream.formats.decode;

import java.util.Locale;
import org.simbastream.annotation.PublicApi;

/** What wrote the records of a topic, and so where each has its key, text, time and level. */
@PublicApi
public enum Preset {
  /** Nothing: other options name the fields. */
  NONE,
  /** OpenTelemetry's logs, in protobuf or JSON. */
  OTLP,
  /** Objects of the Elastic Common Schema. */
  ECS,
  /** Objects of Fluent Bit. */
  FLUENT_BIT,
  /** Objects of Vector. */
  VECTOR,
  /** Lines of the Container Runtime Interface: containerd's and CRI-O's. */
  CRI,
  /** Objects of Docker's logging driver json-file. */
  DOCKER,
  /** Lines of syslog: RFC 5424, RFC 3164 and what is like it. */
  SYSLOG,
  /** Objects of the journal of systemd. */
  JOURNALD,
  /** Messages of Graylog's Extended Log Format, compressed or not. */
  GELF,
  /** Events of the Common Event Format. */
  CEF,
  /** Events of the Log Event Extended Format. */
  LEEF,
  /** Lines of pairs {@code name=value}. */
  LOGFMT,
  /** The envelope of Kafka Connect's JSON converter, {@code schema} and {@code payload}. */
  CONNECT,
  /** Debezium's change events, with Connect's envelope or without. */
  DEBEZIUM,
  /** Each record is taken for what it surely is of these, else for an object or a line. */
  AUTO;

  /** Whether the records are objects, which a schema registry's formats can hold too. */
  public boolean isOfObjects() {
    return switch (this) {
      case ECS, FLUENT_BIT, VECTOR, DOCKER, JOURNALD, GELF, CONNECT, DEBEZIUM, AUTO -> true;
      default -> false;
    };
  }

  /** The preset's name as options have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
