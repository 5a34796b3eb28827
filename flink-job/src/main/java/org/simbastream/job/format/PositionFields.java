package org.simbastream.job.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.simbastream.records.Position;

/** The fields that hold a record's position. */
public enum PositionFields {
  /**
   * {@code topic}, {@code partition} and {@code offset}, and {@code index} of all but the first
   * record of a value.
   */
  KAFKA {
    @Override
    void write(Position position, JsonGenerator json) throws IOException {
      json.writeStringField("topic", position.topic());
      json.writeNumberField("partition", position.partition());
      json.writeNumberField("offset", position.offset());
      if (position.index() != 0) {
        json.writeNumberField("index", position.index());
      }
    }
  },
  /** {@code line}: the position's offset, for records that are the lines of a file. */
  LINE {
    @Override
    void write(Position position, JsonGenerator json) throws IOException {
      json.writeNumberField("line", position.offset());
    }
  };

  abstract void write(Position position, JsonGenerator json) throws IOException;
}
