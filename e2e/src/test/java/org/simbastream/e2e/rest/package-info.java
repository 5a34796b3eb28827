/** Flink's REST interface, as far as an operator of the suite uses it. */
package org.simbastream.e2e.rest;
