/**
 * What a stream's own past predicts. A small model knows few systems, but any stream soon shows
 * what it repeats: the recall remembers which token followed which context on this stream, and
 * mixes that into the model's prediction. A cache model in the sense of Kuhn and De Mori (1990),
 * with contexts mixed as text compressors do it.
 */
package org.simbastream.model.recall;
