/** Plots as data, and as SVG that a page can embed without external resources. */
package org.simbastream.evaluation.plot;
