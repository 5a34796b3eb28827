/**
 * Alerts: records with high scores that follow each other, and silences, told as one thing that
 * opens, goes on and closes.
 */
package org.simbastream.operators.alerts;
