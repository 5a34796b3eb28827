/**
 * The page's data: streams, their windows and their latest lines, dead letters, totals. Its size is
 * bounded; one thread writes it, and the visitors' threads read it.
 */
package org.simbastream.dashboard.live;
