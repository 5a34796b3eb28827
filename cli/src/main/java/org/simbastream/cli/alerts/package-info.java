/** Reads the topic of alerts and tells them: on a terminal, or to a webhook. */
package org.simbastream.cli.alerts;
