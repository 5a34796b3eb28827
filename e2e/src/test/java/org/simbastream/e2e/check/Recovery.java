package org.simbastream.e2e.check;

/**
 * How one fault was got over, in milliseconds after it.
 *
 * @param faultAt when it came, in milliseconds since the epoch
 * @param processesMs until the first record that the restored job wrote; -1 if there was none
 * @param backlogGoneMs until every stream's records came again as soon after they were written as
 *     before the first fault; -1 if that was not before the next fault
 */
public record Recovery(long faultAt, long processesMs, long backlogGoneMs) {}
