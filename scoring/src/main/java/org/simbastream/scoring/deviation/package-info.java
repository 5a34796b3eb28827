/**
 * What deviates in a record: what its words cost to read, against what the same places of its
 * stream's records usually cost.
 */
package org.simbastream.scoring.deviation;
