package org.simbastream.state.serialization;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.simbastream.annotation.Internal;

/**
 * Thrown when state has a format that this version can't read. Flink does not restart a job after
 * it.
 */
@Internal
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnknownFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  UnknownFormatException(String message) {
    super(message);
  }
}
