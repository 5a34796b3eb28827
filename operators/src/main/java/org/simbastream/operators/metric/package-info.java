/** The operators' metrics and their names. */
package org.simbastream.operators.metric;
