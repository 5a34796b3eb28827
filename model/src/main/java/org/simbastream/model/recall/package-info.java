/**
 * What a stream's own past predicts. A small model knows few systems, but any stream soon shows
 * what it repeats: the recall remembers which token followed which context on this stream, and its
 * last tokens, among which it looks for repeats, and mixes what they expect into the model's
 * prediction. A cache model in the sense of Kuhn and De Mori (1990), with contexts and matches
 * mixed as text compressors do it.
 */
package org.simbastream.model.recall;
