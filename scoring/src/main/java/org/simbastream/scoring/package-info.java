/**
 * Scores of records: how telling a record is on its stream. A score does not use Simba's impact,
 * which only selects tokens, because the impact on a chunk's last output is mostly recency. These
 * classes do not depend on Flink: the command line scores files with them.
 */
package org.simbastream.scoring;
