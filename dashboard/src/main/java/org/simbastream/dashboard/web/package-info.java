/**
 * The page's server: assets, answers in JSON, one stream of events per visitor, and the three
 * actions that a visitor can start. All data from Kafka is sent as JSON and shown as text.
 */
package org.simbastream.dashboard.web;
