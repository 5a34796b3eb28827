package org.simbastream.job;

import java.util.Optional;

/** The version of this software, as dead letters and {@code --version} tell it. */
public final class JobVersion {

  /** The version of the jar; {@code development} when there is none. */
  public static final String VERSION =
      Optional.ofNullable(JobVersion.class.getPackage().getImplementationVersion())
          .orElse("development");

  private JobVersion() {}
}
