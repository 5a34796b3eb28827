package org.simbastream.job.replay;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A dead letter and the record that comes of it.
 *
 * @param letter the letter
 * @param fromPosition whether the record was read where it stands, and not made of the letter
 * @param record what is sent
 */
record Replayed(StoredLetter letter, boolean fromPosition, ProducerRecord<byte[], byte[]> record) {}
