/** Measures whether a state that is never reset stays usable on very long streams. */
package org.simbastream.evaluation.endless;
