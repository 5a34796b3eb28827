package org.simbastream.job.pipeline;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink's writer that says what went wrong when it was closed, and does not throw it.
 *
 * @param <T> the kind of record
 * @param <S> the writer's state
 * @param <C> what it hands over to be committed
 */
final class QuietlyClosedWriter<T, S, C> implements PrecommittingStatefulSinkWriter<T, S, C> {

  private static final Logger LOG = LoggerFactory.getLogger(QuietlyClosedWriter.class);

  private final PrecommittingStatefulSinkWriter<T, S, C> writer;

  QuietlyClosedWriter(PrecommittingStatefulSinkWriter<T, S, C> writer) {
    this.writer = writer;
  }

  @Override
  public void write(T record, Context context) throws IOException, InterruptedException {
    writer.write(record, context);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public Collection<C> prepareCommit() throws IOException, InterruptedException {
    return writer.prepareCommit();
  }

  @Override
  public List<S> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.info("Interrupted while an open transaction was aborted; the next start will do it.");
    } catch (Exception e) {
      LOG.warn(
          "The transaction that was open could not be aborted; the job's next start will do it,"
              + " or the broker after simba.output.transaction-timeout.",
          e);
    }
  }
}
