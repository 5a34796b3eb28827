/** JVMs as processes of their own, which run in a temporary folder and can be killed and frozen. */
package org.simbastream.tools.process;
