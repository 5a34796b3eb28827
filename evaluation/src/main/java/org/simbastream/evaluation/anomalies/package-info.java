/** Whether the score finds known kinds of anomalies, and what each part of the model adds to it. */
package org.simbastream.evaluation.anomalies;
