package org.simbastream.state;

import java.io.IOException;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.simbastream.annotation.Internal;

/**
 * Keyed state by name that is not held by a state backend: lists and maps; a value is the only
 * entry of a map.
 */
@Internal
public abstract class AbstractKeyedStateStore implements KeyedStateStore {

  /** The key of a value in its map. */
  public static final int VALUE = 0;

  /** The list of that name, of the current key. */
  protected abstract <T> ListState<T> list(String name);

  /** The map of that name, of the current key. */
  protected abstract <K, V> MapState<K, V> map(String name);

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    return new OnlyEntry<>(map(descriptor.getName()));
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    return list(descriptor.getName());
  }

  @Override
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    return map(descriptor.getName());
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw unknown(descriptor.getName());
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw unknown(descriptor.getName());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw unknown(descriptor.getStateId());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw unknown(descriptor.getStateId());
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
    throw unknown(descriptor.getStateId());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw unknown(descriptor.getStateId());
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw unknown(descriptor.getStateId());
  }

  private static UnsupportedOperationException unknown(String name) {
    return new UnsupportedOperationException("there is no state of the kind of '" + name + "'");
  }

  private record OnlyEntry<T>(MapState<Integer, T> only) implements ValueState<T> {

    @Override
    public T value() throws IOException {
      try {
        return only.get(VALUE);
      } catch (Exception e) {
        throw new IOException("a value can't be read", e);
      }
    }

    @Override
    public void update(T value) throws IOException {
      try {
        only.put(VALUE, value);
      } catch (Exception e) {
        throw new IOException("a value can't be put", e);
      }
    }

    @Override
    public void clear() {
      only.clear();
    }
  }
}
