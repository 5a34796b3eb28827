/**
 * The main class of the Flink job for a cluster; the packages below hold the job and its
 * connections to the outside.
 */
package org.simbastream.job;
