package org.simbastream.job.pipeline;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;

/** The outcome of a transaction that could not be committed. */
enum CommitOutcome {
  /** It was committed before, as happens to those of the checkpoint that a job restores. */
  COMMITTED,
  /** It was aborted: what it had written is lost. */
  ABORTED,
  /** The broker doesn't report it. */
  UNKNOWN;

  private static final long PATIENCE_SECONDS = 15;

  private static final Set<TransactionState> COMMITTING =
      Set.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);

  private static final Set<TransactionState> ABORTING =
      Set.of(
          TransactionState.PREPARE_ABORT,
          TransactionState.COMPLETE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  /**
   * Asks the broker.
   *
   * @param client how to reach it, by Kafka's names
   */
  static CommitOutcome of(KafkaCommittable transaction, Properties client)
      throws InterruptedException {
    String id = transaction.getTransactionalId();
    try (Admin admin = Admin.create(client)) {
      return of(
          transaction,
          admin
              .describeTransactions(List.of(id))
              .description(id)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return UNKNOWN; // it expired, for one
    } catch (TimeoutException | KafkaException e) {
      return UNKNOWN;
    }
  }

  /**
   * The transaction is the last of its id, or the one before: Kafka gives the producer another
   * epoch when it commits and when it aborts. Later ones come of the id's use after it was
   * committed.
   */
  private static CommitOutcome of(KafkaCommittable transaction, TransactionDescription last) {
    if (last.producerId() != transaction.getProducerId()) {
      return UNKNOWN;
    }
    int later = last.producerEpoch() - transaction.getEpoch();
    if (ABORTING.contains(last.state())) {
      return later <= 1 ? ABORTED : UNKNOWN;
    }
    return COMMITTING.contains(last.state()) && later <= 1 ? COMMITTED : UNKNOWN;
  }
}
