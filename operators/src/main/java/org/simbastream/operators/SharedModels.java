package org.simbastream.operators;

import java.util.HashMap;
import java.util.Map;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;

/**
 * One read-only model per JVM and location, shared by the subtasks that run in it and closed with
 * the last of them.
 */
public final class SharedModels {

  private static final Map<String, Entry> LOADED = new HashMap<>();

  private SharedModels() {}

  /**
   * The model at a location, loaded if nobody uses it yet. Each call wants one {@link #release}.
   */
  public static synchronized MambaModel acquire(String location) {
    Entry entry = LOADED.get(location);
    if (entry == null) {
      entry = new Entry(ModelLocation.read(location, MambaModel::load), 0);
    }
    LOADED.put(location, new Entry(entry.model(), entry.users() + 1));
    return entry.model();
  }

  /** Gives a model back. */
  public static synchronized void release(String location) {
    Entry entry = LOADED.get(location);
    if (entry.users() > 1) {
      LOADED.put(location, new Entry(entry.model(), entry.users() - 1));
    } else {
      LOADED.remove(location);
      entry.model().close();
    }
  }

  private record Entry(MambaModel model, int users) {}
}
