/**
 * Looks into savepoints and retained checkpoints, without a job and without a model: {@code key} is
 * what one key has, {@code savepoint} finds it and puts it back, {@code list} and {@code compare}
 * tell about it.
 */
package org.simbastream.tools.state;
