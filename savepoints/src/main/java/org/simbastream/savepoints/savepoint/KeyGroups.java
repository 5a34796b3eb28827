package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.functions.util.RuntimeUDFContext;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.PrioritizedOperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.api.runtime.NeverFireProcessingTimeService;
import org.apache.flink.state.api.runtime.SavepointEnvironment;
import org.apache.flink.state.api.runtime.VoidTriggerable;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.streaming.api.operators.StreamOperatorStateContext;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializerImpl;

/**
 * A part of an operator's key groups, restored into a backend as a task would do it.
 *
 * <p>Flink's readers of keyed state run a job and return one key after another; here keys are read
 * by name, as comparing and changing keys requires, and timers have the operator's names.
 */
final class KeyGroups implements AutoCloseable {

  private static final String NAME = "simba state";

  private final CloseableRegistry registry = new CloseableRegistry();
  private final SavepointEnvironment environment;
  private final StreamOperatorStateContext context;

  /**
   * Opens a part.
   *
   * @param part which of them, and of how many
   * @throws IOException if the state can't be restored
   */
  KeyGroups(
      OperatorID operator, OperatorSubtaskState state, StateBackend backend, KeyGroupPart part)
      throws IOException {
    var task =
        new RuntimeUDFContext(
            new JobInfoImpl(new JobID(), NAME),
            new TaskInfoImpl(NAME, part.maxParallelism(), part.index(), part.parts(), 0),
            getClass().getClassLoader(),
            new ExecutionConfig(),
            Map.of(),
            Map.of(),
            UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());
    environment =
        new SavepointEnvironment.Builder(task, new ExecutionConfig(), part.maxParallelism())
            .setSubtaskIndex(part.index())
            .setPrioritizedOperatorSubtaskState(
                new PrioritizedOperatorSubtaskState.Builder(state, List.of()).build())
            .build();
    try {
      context =
          new StreamTaskStateInitializerImpl(environment, backend)
              .streamOperatorStateContext(
                  operator,
                  NAME,
                  new NeverFireProcessingTimeService(),
                  new CurrentKey(),
                  StringSerializer.INSTANCE,
                  registry,
                  task.getMetricGroup(),
                  1.0,
                  false,
                  false);
    } catch (Exception e) {
      closeQuietly();
      throw new IOException("its state can't be opened: " + rootMessage(e), e);
    }
  }

  @SuppressWarnings("unchecked") // the Simba operator's keys are strings
  CheckpointableKeyedStateBackend<String> keyed() {
    return (CheckpointableKeyedStateBackend<String>) context.keyedStateBackend();
  }

  OperatorStateBackend operatorState() {
    return context.operatorStateBackend();
  }

  /** A keyed state, of the key that {@link #keyed} is set to. */
  <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
    return keyed()
        .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  /** The timers of that name, which never fire here. */
  @SuppressWarnings("unchecked") // the Simba operator's keys are strings
  <N> InternalTimerService<N> timers(String name, TypeSerializer<N> namespaces) {
    return ((InternalTimeServiceManager<String>) context.internalTimerServiceManager())
        .getInternalTimerService(
            name, StringSerializer.INSTANCE, namespaces, VoidTriggerable.instance());
  }

  CloseableRegistry registry() {
    return registry;
  }

  @Override
  public void close() throws IOException {
    if (context.keyedStateBackend() != null) {
      context.keyedStateBackend().dispose();
    }
    if (context.operatorStateBackend() != null) {
      context.operatorStateBackend().dispose();
    }
    registry.close();
    closeEnvironment();
  }

  private void closeQuietly() throws IOException {
    registry.close();
    closeEnvironment();
  }

  private void closeEnvironment() throws IOException {
    try {
      environment.getIOManager().close();
    } catch (Exception e) {
      throw new IOException("temporary folders can't be removed: " + e.getMessage(), e);
    }
  }

  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** The backend's current key, as timers see it. */
  private final class CurrentKey implements KeyContext {

    @Override
    public void setCurrentKey(Object key) {
      keyed().setCurrentKey((String) key);
    }

    @Override
    public Object getCurrentKey() {
      return keyed().getCurrentKey();
    }
  }
}
