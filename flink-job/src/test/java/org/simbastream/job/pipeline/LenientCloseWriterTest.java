package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** A broker that is away when a writer is closed. */
class LenientCloseWriterTest {

  @Test
  void whatGoesWrongWhenItIsClosedIsNotThrown() {
    Exception away = new TimeoutException("Timeout expired after 4000ms while awaiting EndTxn");
    assertThatCode(() -> new LenientCloseWriter<>(new Failing(away)).close())
        .doesNotThrowAnyException();
  }

  @Test
  void aThreadThatIsInterruptedMeanwhileStaysInterrupted() {
    new LenientCloseWriter<>(new Failing(new InterruptedException())).close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatGoesWrongBeforeIsThrown() {
    TimeoutException away = new TimeoutException("no broker");
    LenientCloseWriter<String, String, String> writer = new LenientCloseWriter<>(new Failing(away));
    assertThatThrownBy(() -> writer.write("line", null)).isSameAs(away);
    assertThatThrownBy(() -> writer.flush(false)).isSameAs(away);
    assertThatThrownBy(writer::prepareCommit).isSameAs(away);
    assertThatThrownBy(() -> writer.snapshotState(1)).isSameAs(away);
  }

  /** Throws whatever it is asked for. */
  private record Failing(Exception exception)
      implements PrecommittingStatefulSinkWriter<String, String, String> {

    @Override
    public void write(String line, Context context) {
      fail();
    }

    @Override
    public void flush(boolean endOfInput) {
      fail();
    }

    @Override
    public Collection<String> prepareCommit() {
      return fail();
    }

    @Override
    public List<String> snapshotState(long checkpointId) {
      return fail();
    }

    @Override
    public void close() throws Exception {
      throw exception;
    }

    private <T> T fail() {
      throw (TimeoutException) exception;
    }
  }
}
