package org.simbastream.job.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.simbastream.job.format.ReplayHeaders;
import org.simbastream.job.options.SimbaOptions;

/** Writes records and progress in one transaction: both, or neither. */
final class ReplayTransactions implements AutoCloseable {

  /** A record that the broker will refuse however often it is sent. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long offset;

    RefusedException(long offset, Exception cause) {
      super(cause.getMessage(), cause);
      this.offset = offset;
    }

    /** The offset of its dead letter. */
    long offset() {
      return offset;
    }
  }

  /** The first failure; it concerns the progress if there is no letter. */
  private record Failure(RestoredRecord replayed, Exception cause) {

    boolean isOfTheRecord() {
      return replayed != null
          && (cause instanceof RecordTooLargeException
              || cause instanceof InvalidTimestampException
              || cause instanceof InvalidRecordException);
    }
  }

  private final KafkaProducer<byte[], byte[]> producer;
  private final ProgressTopic topic;

  /** Ends the transaction that an earlier process with the same transactional id left open. */
  ReplayTransactions(KafkaProducer<byte[], byte[]> producer, ProgressTopic topic) {
    this.producer = producer;
    this.topic = topic;
    producer.initTransactions();
  }

  /**
   * Sends records and commits them together with the progress.
   *
   * @param progress by partition of the letters
   * @throws RefusedException if a record can't be written; the others are not written either then
   * @throws ReplayException if the transaction failed, or another replay has begun meanwhile
   */
  void commit(List<RestoredRecord> records, Map<TopicPartition, OffsetAndMetadata> progress)
      throws RefusedException {
    AtomicReference<Failure> first = new AtomicReference<>();
    try {
      producer.beginTransaction();
      for (RestoredRecord replayed : records) {
        producer.send(
            replayed.record(),
            (metadata, e) -> {
              if (e != null) {
                first.compareAndSet(null, new Failure(replayed, e));
              }
            });
      }
      progress.forEach(
          (partition, reached) ->
              producer.send(
                  topic.record(partition, reached),
                  (metadata, e) -> {
                    if (e != null) {
                      first.compareAndSet(null, new Failure(null, e));
                    }
                  }));
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new ReplayException(
          "another replay of the same consumer group has started and continues after what this one"
              + " committed; let it finish",
          e);
    } catch (KafkaException e) {
      abort(e);
      throw failed(first.get(), e);
    }
  }

  /**
   * Commits a progress alone.
   *
   * @throws ReplayException as {@link #commit} does
   */
  void remember(Map<TopicPartition, OffsetAndMetadata> progress) {
    try {
      commit(List.of(), progress);
    } catch (RefusedException e) {
      throw new IllegalStateException("refused a record that was not sent", e);
    }
  }

  private void abort(KafkaException cause) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) { // the latter after a commit timed out
      cause.addSuppressed(e); // the broker aborts it when the next replay begins, or by its timeout
    }
  }

  private static ReplayException failed(Failure first, KafkaException e) throws RefusedException {
    if (first == null) {
      return new ReplayException(
          ("the transaction failed: %s; run simba replay again to" + " continue")
              .formatted(e.getMessage()),
          e);
    }
    if (first.isOfTheRecord()) {
      throw new RefusedException(first.replayed.letter().at().offset(), first.cause);
    }
    if (first.replayed == null) {
      return new ReplayException(
          ("the progress could not be written to its topic (%s): %s; run simba replay again to"
                  + " continue")
              .formatted(SimbaOptions.REPLAY_PROGRESS_TOPIC.key(), first.cause.getMessage()),
          first.cause);
    }
    return new ReplayException(
        "%s could not be sent to '%s': %s; run simba replay again to continue"
            .formatted(
                ReplayHeaders.written(first.replayed.letter().origin()),
                first.replayed.record().topic(),
                first.cause.getMessage()),
        first.cause);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
