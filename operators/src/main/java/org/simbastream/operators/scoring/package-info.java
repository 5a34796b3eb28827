/**
 * What is told to people: how telling a record is on its stream. Kept apart from what is computed
 * (Simba's impact), because the impact on a chunk's last output is mostly recency. No Flink here:
 * the command line scores files with the same classes.
 */
package org.simbastream.operators.scoring;
