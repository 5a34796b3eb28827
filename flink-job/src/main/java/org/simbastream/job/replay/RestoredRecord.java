package org.simbastream.job.replay;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A dead letter and the record restored from it.
 *
 * @param letter the letter
 * @param fromPosition whether the record was read at its position, and not restored from the letter
 * @param record the record to send
 */
record RestoredRecord(
    StoredDeadLetter letter, boolean fromPosition, ProducerRecord<byte[], byte[]> record) {}
