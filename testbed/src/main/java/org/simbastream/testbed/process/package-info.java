/** JVMs as separate processes, which run in a temporary folder and can be killed and frozen. */
package org.simbastream.testbed.process;
