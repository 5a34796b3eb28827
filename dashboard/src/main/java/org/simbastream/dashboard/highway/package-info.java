/**
 * Traces which tokens of a visitor's text each layer keeps, with the code of {@code simba trace}.
 */
package org.simbastream.dashboard.highway;
