package org.simbastream.job.options;

import java.util.Optional;

/** The version of this software, as shown in dead letters and by {@code --version}. */
public final class JobVersion {

  /** The version of the jar; {@code development} when there is none. */
  public static final String VERSION =
      Optional.ofNullable(JobVersion.class.getPackage().getImplementationVersion())
          .orElse("development");

  private JobVersion() {}
}
