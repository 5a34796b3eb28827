/** Compares two savepoints key by key. */
package org.simbastream.savepoints.compare;
