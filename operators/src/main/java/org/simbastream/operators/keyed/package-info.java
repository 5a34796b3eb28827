/**
 * The keyed operator that reads streams. {@link org.simbastream.operators.keyed.SimbaOperator} is
 * the flow of events; each other class owns one piece of keyed state or one step.
 */
package org.simbastream.operators.keyed;
