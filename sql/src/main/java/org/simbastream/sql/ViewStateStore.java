package org.simbastream.sql;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
import org.apache.flink.table.api.dataview.DataView;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;

/**
 * Keyed state over the views that a process table function is given, by name. A value is the one
 * entry of a map: the function's own values would be read and put at every record.
 *
 * <p>Views are given anew at each call; a state that was got once is over those of the present one.
 */
final class ViewStateStore implements KeyedStateStore {

  /** The key of a value in its map. */
  static final int VALUE = 0;

  private final Map<String, DataView> views = new HashMap<>();

  /** Gives the view of a state. */
  void bind(String name, DataView view) {
    views.put(name, view);
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    return new ViewValueState<>(getMapState(descriptor.getName()));
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    return new ViewListState<>(descriptor.getName());
  }

  @Override
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    return getMapState(descriptor.getName());
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw noView(descriptor.getName());
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw noView(descriptor.getName());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw noView(descriptor.getStateId());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw noView(descriptor.getStateId());
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
    throw noView(descriptor.getStateId());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw noView(descriptor.getStateId());
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw noView(descriptor.getStateId());
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "views";
  }

  private <K, V> MapState<K, V> getMapState(String name) {
    return new ViewMapState<>(name);
  }

  private static UnsupportedOperationException noView(String name) {
    return new UnsupportedOperationException(
        "a process table function has no state of the kind of '" + name + "'");
  }

  private DataView view(String name) {
    DataView view = views.get(name);
    if (view == null) {
      throw new IllegalStateException("no view was given for the state '" + name + "'");
    }
    return view;
  }

  private record ViewValueState<T>(MapState<Integer, T> only) implements ValueState<T> {

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

  private final class ViewListState<T> implements ListState<T> {

    private final String name;

    ViewListState(String name) {
      this.name = name;
    }

    @SuppressWarnings("unchecked") // the function declares each view with its state's type
    private ListView<T> list() {
      return (ListView<T>) view(name);
    }

    @Override
    public Iterable<T> get() throws Exception {
      return list().get();
    }

    @Override
    public void add(T value) throws Exception {
      list().add(value);
    }

    @Override
    public void addAll(List<T> values) throws Exception {
      list().addAll(values);
    }

    @Override
    public void update(List<T> values) throws Exception {
      list().clear();
      list().addAll(values);
    }

    @Override
    public void clear() {
      list().clear();
    }
  }

  private final class ViewMapState<K, V> implements MapState<K, V> {

    private final String name;

    ViewMapState(String name) {
      this.name = name;
    }

    @SuppressWarnings("unchecked") // the function declares each view with its state's type
    private MapView<K, V> map() {
      return (MapView<K, V>) view(name);
    }

    @Override
    public V get(K key) throws Exception {
      return map().get(key);
    }

    @Override
    public void put(K key, V value) throws Exception {
      map().put(key, value);
    }

    @Override
    public void putAll(Map<K, V> entries) throws Exception {
      map().putAll(entries);
    }

    @Override
    public void remove(K key) throws Exception {
      map().remove(key);
    }

    @Override
    public boolean contains(K key) throws Exception {
      return map().contains(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() throws Exception {
      return map().entries();
    }

    @Override
    public Iterable<K> keys() throws Exception {
      return map().keys();
    }

    @Override
    public Iterable<V> values() throws Exception {
      return map().values();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() throws Exception {
      return map().iterator();
    }

    @Override
    public boolean isEmpty() throws Exception {
      return map().isEmpty();
    }

    @Override
    public void clear() {
      map().clear();
    }
  }
}
