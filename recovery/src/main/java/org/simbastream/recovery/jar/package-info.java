/** The jars that are submitted. */
package org.simbastream.recovery.jar;
