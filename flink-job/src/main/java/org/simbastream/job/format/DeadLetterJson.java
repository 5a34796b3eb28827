package org.simbastream.job.format;

import java.io.IOException;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Rejection;

/** A dead letter as JSON: {@code docs/schemas/dead-letter.schema.json}. */
final class DeadLetterJson implements RecordJson<DeadLetter> {

  private static final long serialVersionUID = 1L;

  private final String version;

  /**
   * @param version the version of the job that rejects
   */
  DeadLetterJson(String version) {
    this.version = version;
  }

  @Override
  public String key(DeadLetter letter) {
    return letter.key();
  }

  @Override
  public long time(DeadLetter letter) {
    return letter.time();
  }

  @Override
  public void write(DeadLetter letter, FieldWriter fields) throws IOException {
    Rejection rejection = letter.rejection();
    if (fields.isStreamed()) {
      fields.key(letter.key());
    }
    fields.position(letter.position());
    if (fields.isStreamed()) {
      fields.number("time", letter.time());
    }
    fields.string("reason", rejection.reason().name());
    fields.text("message", rejection.message());
    fields.number("length", rejection.length());
    fields.bytes("bytes", rejection.head());
    if (fields.isStreamed()) {
      fields.bytes("kafkaKey", rejection.kafkaKey());
      fields.flag("complete", rejection.complete() && !fields.isCut());
      fields.number("replays", rejection.replays());
    }
    fields.string("version", version);
  }
}
