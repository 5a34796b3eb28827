package org.simbastream.job.pipeline;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink's writer that logs failures of closing instead of throwing them, and closes what its
 * writer leaves open.
 *
 * @param <T> the kind of record
 * @param <S> the writer's state
 * @param <C> the type of its committables
 */
final class LenientCloseWriter<T, S, C> implements PrecommittingStatefulSinkWriter<T, S, C> {

  private static final Logger LOG = LoggerFactory.getLogger(LenientCloseWriter.class);

  private final PrecommittingStatefulSinkWriter<T, S, C> writer;

  LenientCloseWriter(PrecommittingStatefulSinkWriter<T, S, C> writer) {
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
      LOG.info(
          "Interrupted while an open transaction was aborted; the job's next start aborts it.");
    } catch (Exception e) {
      LOG.warn(
          "An open transaction could not be aborted; the job's next start aborts it, or the broker"
              + " after simba.output.transaction-timeout.",
          e);
    } finally {
      WriterAdminClient.close(writer);
    }
  }
}
