/**
 * The keyed operator that reads streams. {@link org.simbastream.operators.keyed.SimbaOperator} is
 * the flow of events; each other class owns one piece of keyed state or one step. {@link
 * org.simbastream.operators.keyed.KeyedReader} and {@link
 * org.simbastream.operators.keyed.MemoryReader} read streams with the same code without that
 * operator.
 */
package org.simbastream.operators.keyed;
