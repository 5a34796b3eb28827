package org.simbastream.e2e.cluster;

import java.io.IOException;
import java.net.URI;

/** The JobManager answered, but not with what was asked for. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedException(URI request, int status, String answer) {
    super("%s was answered with %d: %s".formatted(request.getPath(), status, answer));
  }
}
