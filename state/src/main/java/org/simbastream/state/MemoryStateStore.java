package org.simbastream.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.annotation.Internal;

/**
 * Keyed state in memory, for reading streams outside Flink. It returns the stored objects
 * themselves; all state values are immutable.
 */
@Internal
public final class MemoryStateStore extends AbstractKeyedStateStore implements KeyContext {

  private final Map<Object, Map<String, Object>> states = new HashMap<>();
  private Object currentKey;

  @Override
  public void setCurrentKey(Object key) {
    currentKey = key;
  }

  @Override
  public Object getCurrentKey() {
    return currentKey;
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "memory";
  }

  @Override
  protected <T> ListState<T> list(String name) {
    return new MemoryListState<>(name);
  }

  @Override
  protected <K, V> MapState<K, V> map(String name) {
    return new MemoryMapState<>(name);
  }

  private Map<String, Object> ofCurrentKey() {
    if (currentKey == null) {
      throw new IllegalStateException("no key is set");
    }
    return states.computeIfAbsent(currentKey, key -> new HashMap<>());
  }

  private void clear(String name) {
    Map<String, Object> all = ofCurrentKey();
    all.remove(name);
    if (all.isEmpty()) {
      states.remove(currentKey);
    }
  }

  private final class MemoryListState<T> implements ListState<T> {

    private final String name;

    MemoryListState(String name) {
      this.name = name;
    }

    @SuppressWarnings("unchecked") // a name stands for one state
    private List<T> all() {
      return (List<T>) ofCurrentKey().computeIfAbsent(name, n -> new ArrayList<T>());
    }

    @Override
    public Iterable<T> get() {
      return all();
    }

    @Override
    public void add(T value) {
      all().add(value);
    }

    @Override
    public void addAll(List<T> values) {
      all().addAll(values);
    }

    @Override
    public void update(List<T> values) {
      ofCurrentKey().put(name, new ArrayList<>(values));
    }

    @Override
    public void clear() {
      MemoryStateStore.this.clear(name);
    }
  }

  private final class MemoryMapState<K, V> implements MapState<K, V> {

    private final String name;

    MemoryMapState(String name) {
      this.name = name;
    }

    @SuppressWarnings("unchecked") // a name stands for one state
    private Map<K, V> all() {
      return (Map<K, V>) ofCurrentKey().computeIfAbsent(name, n -> new HashMap<K, V>());
    }

    @Override
    public V get(K key) {
      return all().get(key);
    }

    @Override
    public void put(K key, V value) {
      all().put(key, value);
    }

    @Override
    public void putAll(Map<K, V> entries) {
      all().putAll(entries);
    }

    @Override
    public void remove(K key) {
      all().remove(key);
    }

    @Override
    public boolean contains(K key) {
      return all().containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
      return all().entrySet();
    }

    @Override
    public Iterable<K> keys() {
      return all().keySet();
    }

    @Override
    public Iterable<V> values() {
      return all().values();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return all().entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return all().isEmpty();
    }

    @Override
    public void clear() {
      MemoryStateStore.this.clear(name);
    }
  }
}
