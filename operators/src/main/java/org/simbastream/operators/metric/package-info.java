/** What the operators report, and under which names. */
package org.simbastream.operators.metric;
