/** The operator's settings, and the models that the tasks of a JVM share. */
package org.simbastream.operators.settings;
