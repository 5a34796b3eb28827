/**
 * The page's server: assets, answers in JSON, one stream of events a visitor, and the three things
 * that a visitor can start. Everything that comes from Kafka goes out as JSON and into the page as
 * text.
 */
package org.simbastream.dashboard.web;
