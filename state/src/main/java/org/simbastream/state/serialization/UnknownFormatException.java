package org.simbastream.state.serialization;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** State is in a format that is not known here. Flink doesn't start a job again after it. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnknownFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  UnknownFormatException(String message) {
    super(message);
  }
}
