/** Whether a fact that a stream told once is still there long after. */
package org.simbastream.tools.evaluate.flow;
