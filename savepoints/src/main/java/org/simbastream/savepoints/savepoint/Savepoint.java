package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateAssignmentOperation;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.simbastream.job.options.NearestName;
import org.simbastream.job.pipeline.OperatorUids;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.state.StateNames;

/**
 * A savepoint or retained checkpoint, and the Simba operator in it. Only its metadata is in memory;
 * keys are opened part by part.
 */
public final class Savepoint {

  private final String name;
  private final CheckpointMetadata metadata;
  private final OperatorState simba;
  private final StateFormat format;

  private Savepoint(
      String name, CheckpointMetadata metadata, OperatorState simba, StateFormat format) {
    this.name = name;
    this.metadata = metadata;
    this.simba = simba;
    this.format = format;
  }

  /**
   * Finds the Simba operator.
   *
   * @param location a savepoint's or checkpoint's folder, or its {@code _metadata}; a path, or a
   *     URI of a file system that Flink knows
   * @throws IOException if it is not a savepoint, has no Simba operator, or its state can't be read
   */
  public static Savepoint open(String location) throws IOException {
    CheckpointMetadata metadata = SavepointLocation.load(location);
    OperatorID id = OperatorIdentifier.forUid(OperatorUids.SIMBA).getOperatorId();
    for (OperatorState operator : metadata.getOperatorStates()) {
      if (operator.getOperatorID().equals(id)) {
        try {
          return new Savepoint(location, metadata, operator, StateFormat.of(operator));
        } catch (IOException e) {
          throw new IOException(location + ": " + e.getMessage(), e);
        }
      }
    }
    String others =
        metadata.getOperatorStates().stream()
            .map(o -> o.getOperatorUid().orElse(o.getOperatorID().toHexString()))
            .collect(Collectors.joining(", "));
    throw new IOException(
        location
            + " has no operator with the uid "
            + OperatorUids.SIMBA
            + (others.isEmpty() ? "" : ", only " + others)
            + ": it is a savepoint of another job");
  }

  /** The location as it was given. */
  public String name() {
    return name;
  }

  /** The models whose hidden states it has, name and fingerprint; in general one. */
  public SortedSet<String> models() throws IOException {
    SortedSet<String> models = new TreeSet<>();
    for (OperatorSubtaskState subtask : simba.getStates()) {
      OperatorSubtaskState operatorOnly =
          OperatorSubtaskState.builder()
              .setManagedOperatorState(subtask.getManagedOperatorState())
              .build();
      KeyGroupPart nothing = new KeyGroupPart(0, 1, simba.getMaxParallelism());
      try (KeyGroups state =
          new KeyGroups(simba.getOperatorID(), operatorOnly, new HashMapStateBackend(), nothing)) {
        for (String model :
            state
                .operatorState()
                .getUnionListState(
                    new ListStateDescriptor<>(StateNames.MODEL, StringSerializer.INSTANCE))
                .get()) {
          models.add(model);
        }
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(name + ": its model can't be read: " + e.getMessage(), e);
      }
    }
    return models;
  }

  /** The model that a key's hidden state belongs to, with its name where the savepoint says it. */
  public String modelOf(KeyState state) throws IOException {
    SortedSet<String> models = models();
    if (state.stream() == null) {
      return String.join(", ", models);
    }
    String fingerprint = state.stream().modelFingerprint();
    return models.stream()
        .filter(m -> m.endsWith("@" + fingerprint))
        .findFirst()
        .orElse(fingerprint);
  }

  /** Key groups of its Simba operator. */
  public int maxParallelism() {
    return simba.getMaxParallelism();
  }

  /** The number of parts into which to divide its keys, to open one at a time. */
  public int parts() {
    return format.parts(simba);
  }

  /**
   * Opens a part of the keys.
   *
   * @param index which, from 0
   * @param parts of how many, at most {@link #maxParallelism}
   */
  public KeyedStates open(int index, int parts) throws IOException {
    return open(new KeyGroupPart(index, parts, simba.getMaxParallelism()));
  }

  /** Opens the part of the keys that a key is in, if it is in there. */
  public KeyedStates openAround(String key) throws IOException {
    return open(KeyGroupPart.of(key, parts(), simba.getMaxParallelism()));
  }

  private KeyedStates open(KeyGroupPart part) throws IOException {
    OperatorSubtaskState state =
        OperatorSubtaskState.builder()
            .setManagedKeyedState(
                new StateObjectCollection<>(
                    StateAssignmentOperation.getManagedKeyedStateHandles(simba, part.range())))
            .setRawKeyedState(
                new StateObjectCollection<>(
                    StateAssignmentOperation.getRawKeyedStateHandles(simba, part.range())))
            .build();
    return open(state, part, part.parts() < simba.getMaxParallelism());
  }

  /** Opens state as a part of these key groups. */
  KeyedStates open(OperatorSubtaskState state, KeyGroupPart part, boolean wholeSubtask)
      throws IOException {
    try {
      return new KeyedStates(
          new KeyGroups(simba.getOperatorID(), state, format.backend(wholeSubtask), part));
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The exception for a missing key, which names the nearest existing one.
   *
   * @param option how the user named the key
   */
  public IOException unknownKey(String option, String key) throws IOException {
    Optional<String> nearest = Optional.empty();
    for (int part = 0; part < parts(); part++) {
      try (KeyedStates states = open(part, parts())) {
        SortedSet<String> names = states.keys();
        nearest.ifPresent(names::add);
        nearest = NearestName.of(key, names);
      }
    }
    return new IOException(
        option
            + " "
            + key
            + ": there is no such key in "
            + name
            + nearest.map(near -> "; did you mean " + near + "?").orElse("; list them to see"));
  }

  CheckpointMetadata metadata() {
    return metadata;
  }

  OperatorState simba() {
    return simba;
  }

  StateFormat format() {
    return format;
  }
}
