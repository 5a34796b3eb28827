/** Whether lines that people called alerts have higher scores than the others. */
package org.simbastream.tools.evaluate.alerts;
