package org.simbastream.job.pipeline;

import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Kafka's sink, whose writers do not throw when they are closed, and whose committers tell lost
 * results from those that were committed before.
 *
 * <p>A writer that is closed aborts its open transaction, and waits for the broker in vain if that
 * is what the task has failed for. Flink takes an exception from the clean-up of a failed task as
 * fatal and ends the TaskManager's process, hence every task in it. The abort can be done without:
 * the next start of the job aborts what its prefix has left open, and the broker does so after the
 * transaction's timeout.
 *
 * @param <T> the kind of record
 */
final class QuietlyClosedSink<T>
    implements TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable>,
        LineageVertexProvider {

  private static final long serialVersionUID = 1L;

  private final KafkaSink<T> sink;
  private final Properties client;

  /**
   * @param sink whose writers are to be closed so; the state is its own
   * @param client how to ask the broker what became of a transaction, by Kafka's names
   */
  QuietlyClosedSink(KafkaSink<T> sink, Properties client) {
    this.sink = sink;
    this.client = client;
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return new QuietlyClosedWriter<>(precommitting(sink).createWriter(context));
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> states) throws IOException {
    return new QuietlyClosedWriter<>(precommitting(sink).restoreWriter(context, states));
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new ExplainedCommitter(sink.createCommitter(context), client);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    sink.addPostCommitTopology(committables);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }

  /** The sink as the interface that says what its writers, of a hidden class, can do. */
  private static <T>
      TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable> precommitting(
          KafkaSink<T> sink) {
    return sink;
  }
}
