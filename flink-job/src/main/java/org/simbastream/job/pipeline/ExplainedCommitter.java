package org.simbastream.job.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps Kafka's committer to report the outcome of transactions that it could not commit. Kafka's
 * committer reports lost data at each restore, since a restored checkpoint's transactions were
 * committed before; this one asks the broker whether results are really lost.
 */
final class ExplainedCommitter implements Committer<KafkaCommittable> {

  private static final Logger LOG = LoggerFactory.getLogger(ExplainedCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final Properties client;

  /**
   * @param client how to reach the broker, by Kafka's names
   */
  ExplainedCommitter(Committer<KafkaCommittable> committer, Properties client) {
    this.committer = committer;
    this.client = client;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<Explained> explained = new ArrayList<>();
    for (CommitRequest<KafkaCommittable> request : requests) {
      explained.add(new Explained(request));
    }
    committer.commit(List.copyOf(explained));
    for (Explained request : explained) {
      request.settle(client);
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** Holds a failure back until its meaning is known. */
  private static final class Explained implements CommitRequest<KafkaCommittable> {

    private final CommitRequest<KafkaCommittable> request;
    private Throwable failure;

    Explained(CommitRequest<KafkaCommittable> request) {
      this.request = request;
    }

    void settle(Properties client) throws InterruptedException {
      if (failure == null) {
        return;
      }
      String id = getCommittable().getTransactionalId();
      CommitOutcome outcome = CommitOutcome.of(getCommittable(), client);
      switch (outcome) {
        case COMMITTED -> {
          LOG.info("Transaction {} had been committed before", id);
          request.signalAlreadyCommitted();
          return;
        }
        case ABORTED ->
            LOG.error(
                "Transaction {} was aborted before it was committed, and its results are lost: the"
                    + " job was down for longer than simba.output.transaction-timeout, which must"
                    + " be raised, or another job uses the same"
                    + " simba.output.transactional-id-prefix",
                id);
        case UNKNOWN ->
            LOG.warn(
                "Transaction {} can't be committed ({}): no results are lost if it was committed"
                    + " before, but the broker no longer knows",
                id,
                failure.getMessage());
      }
      request.signalFailedWithKnownReason(failure);
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      failure = reason;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
