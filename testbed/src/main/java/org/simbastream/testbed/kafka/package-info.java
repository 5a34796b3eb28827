/** A broker's settings, and administration: topics, partitions, quotas, certificates. */
package org.simbastream.testbed.kafka;
