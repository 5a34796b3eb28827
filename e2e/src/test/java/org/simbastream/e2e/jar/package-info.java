/** The jars that are submitted. */
package org.simbastream.e2e.jar;
