/**
 * Inspects savepoints and retained checkpoints, without a job and without a model: {@code key}
 * holds the state of one key, {@code savepoint} reads and writes it, {@code list} and {@code
 * compare} report on it.
 */
package org.simbastream.savepoints;
