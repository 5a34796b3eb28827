package org.simbastream.e2e.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.LocalRecoveryConfig;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackendBuilder;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSetFactory;
import org.apache.flink.runtime.state.metrics.LatencyTrackingStateConfig;
import org.apache.flink.runtime.state.metrics.SizeTrackingStateConfig;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.simbastream.job.pipeline.OperatorUids;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.LayerStateSerializer;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;
import org.simbastream.state.stream.StreamState;

/**
 * The hidden states in a canonical savepoint, read without a cluster: all key groups are restored
 * into one backend on the heap.
 *
 * <p>Module {@code savepoints} reads the same, and is not used here on purpose: what judges a
 * recovery must not share a fault with what users look with.
 */
public final class SavepointStates {

  private static final ClassLoader LOADER = SavepointStates.class.getClassLoader();

  private static final OperatorID SIMBA =
      new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(OperatorUids.SIMBA));

  private final HeapKeyedStateBackend<String> backend;

  private SavepointStates(HeapKeyedStateBackend<String> backend) {
    this.backend = backend;
  }

  /**
   * A digest of the hidden state of every stream: of its layers, what it carries besides, and what
   * it remembers of its own tokens, as the serializers write them.
   *
   * @param savepoint the savepoint's address
   */
  public static Map<String, String> digests(String savepoint) throws Exception {
    OperatorState operator = operator(Path.of(URI.create(savepoint)));
    List<KeyedStateHandle> handles = new ArrayList<>();
    operator.getStates().forEach(subtask -> handles.addAll(subtask.getManagedKeyedState()));
    try (CloseableRegistry registry = new CloseableRegistry()) {
      HeapKeyedStateBackend<String> backend =
          restore(handles, operator.getMaxParallelism(), registry);
      try {
        return new SavepointStates(backend).digests();
      } finally {
        backend.dispose();
      }
    }
  }

  private static OperatorState operator(Path savepoint) throws IOException {
    Path file = savepoint.resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      CheckpointMetadata metadata =
          Checkpoints.loadCheckpointMetadata(in, LOADER, savepoint.toUri().toString());
      return metadata.getOperatorStates().stream()
          .filter(state -> state.getOperatorID().equals(SIMBA))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no operator 'simba' in " + file));
    }
  }

  private static HeapKeyedStateBackend<String> restore(
      List<KeyedStateHandle> handles, int keyGroups, CloseableRegistry registry) throws Exception {
    KeyGroupRange all = KeyGroupRange.of(0, keyGroups - 1);
    return new HeapKeyedStateBackendBuilder<>(
            null,
            StringSerializer.INSTANCE,
            LOADER,
            keyGroups,
            all,
            new ExecutionConfig(),
            TtlTimeProvider.DEFAULT,
            LatencyTrackingStateConfig.disabled(),
            SizeTrackingStateConfig.disabled(),
            handles,
            UncompressedStreamCompressionDecorator.INSTANCE,
            LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
            new HeapPriorityQueueSetFactory(all, keyGroups, 128),
            false,
            registry)
        .build();
  }

  private Map<String, String> digests() throws Exception {
    MapState<Integer, LayerState> layers =
        state(
            new MapStateDescriptor<>(
                StateNames.LAYERS, IntSerializer.INSTANCE, LayerStateSerializer.INSTANCE));
    ValueState<StreamState> stream =
        state(new ValueStateDescriptor<>(StateNames.STREAM, StreamStateSerializer.INSTANCE));
    ValueState<RecallState> recall =
        state(new ValueStateDescriptor<>(StateNames.RECALL, RecallStateSerializer.INSTANCE));
    Map<String, String> digests = new TreeMap<>();
    for (String key : keys()) {
      backend.setCurrentKey(key);
      DataOutputSerializer bytes = new DataOutputSerializer(1 << 16);
      Map<Integer, LayerState> sorted = new TreeMap<>();
      for (Map.Entry<Integer, LayerState> layer : layers.entries()) {
        sorted.put(layer.getKey(), layer.getValue());
      }
      for (Map.Entry<Integer, LayerState> layer : sorted.entrySet()) {
        bytes.writeInt(layer.getKey());
        LayerStateSerializer.INSTANCE.serialize(layer.getValue(), bytes);
      }
      write(stream.value(), StreamStateSerializer.INSTANCE, bytes);
      write(recall.value(), RecallStateSerializer.INSTANCE, bytes);
      digests.put(key, digest(bytes));
    }
    return digests;
  }

  private List<String> keys() {
    try (Stream<String> keys = backend.getKeys(StateNames.STREAM, VoidNamespace.INSTANCE)) {
      return keys.sorted().collect(Collectors.toList());
    }
  }

  private <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
    descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  private static <T> void write(T value, TypeSerializer<T> serializer, DataOutputSerializer bytes)
      throws IOException {
    bytes.writeBoolean(value != null);
    if (value != null) {
      serializer.serialize(value, bytes);
    }
  }

  private static String digest(DataOutputSerializer bytes) throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(bytes.getSharedBuffer(), 0, bytes.length());
    return HexFormat.of().formatHex(sha.digest());
  }
}
