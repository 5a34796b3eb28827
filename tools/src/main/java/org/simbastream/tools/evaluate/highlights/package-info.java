/** Whether the highlights of recordings with ground truth show the faults, and nothing else. */
package org.simbastream.tools.evaluate.highlights;
