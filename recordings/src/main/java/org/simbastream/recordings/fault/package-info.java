/** The faults that a recording can inject: a class for each kind. */
package org.simbastream.recordings.fault;
