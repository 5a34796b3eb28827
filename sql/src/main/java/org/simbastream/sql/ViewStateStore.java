package org.simbastream.sql;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.table.api.dataview.DataView;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.simbastream.state.AbstractKeyedStateStore;

/**
 * Keyed state by name over the views that Flink gives a process table function. Plain state values
 * of the function would be read and written at every record.
 *
 * <p>Flink gives new views at each call; a state returned earlier uses the views of the current
 * call.
 */
final class ViewStateStore extends AbstractKeyedStateStore {

  private final Map<String, DataView> views = new HashMap<>();

  /** Sets the view of a state. */
  void bind(String name, DataView view) {
    views.put(name, view);
  }

  @Override
  protected <T> ListState<T> list(String name) {
    return new ViewListState<>(name);
  }

  @Override
  protected <K, V> MapState<K, V> map(String name) {
    return new ViewMapState<>(name);
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "views";
  }

  private DataView view(String name) {
    DataView view = views.get(name);
    if (view == null) {
      throw new IllegalStateException("no view was given for the state '" + name + "'");
    }
    return view;
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
