/** Plots as data, and as SVG that a page can hold without anything from elsewhere. */
package org.simbastream.tools.evaluate.plot;
