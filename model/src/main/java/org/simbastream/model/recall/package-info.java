/**
 * Predictions from a stream's own past. A small model knows few systems, but most streams soon
 * repeat themselves: the recall remembers which token followed which context on this stream, and
 * its last tokens, in which it finds repeats, and mixes their predictions into the model's. A cache
 * model in the sense of Kuhn and De Mori (1990), with contexts and matches mixed as text
 * compressors do it.
 */
package org.simbastream.model.recall;
