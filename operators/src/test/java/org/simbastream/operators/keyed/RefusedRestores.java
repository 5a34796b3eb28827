package org.simbastream.operators.keyed;

import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;

/** How Flink takes a failed restore. */
final class RefusedRestores {

  private RefusedRestores() {}

  /** Whether it ends the job instead of starting it again. */
  static boolean endsTheJob(Throwable failure) {
    return ThrowableClassifier.findThrowableOfThrowableType(
            failure, ThrowableType.NonRecoverableError)
        .isPresent();
  }
}
