package org.simbastream.operators.settings;

import java.util.HashMap;
import java.util.Map;
import org.simbastream.annotation.Internal;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.linear.Products;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.MambaModel;

/**
 * One read-only model per JVM, location and precision, shared by the subtasks that run in it and
 * closed with the last of them.
 */
@Internal
public final class SharedModels {

  private static final Map<Key, Entry> LOADED = new HashMap<>();

  private SharedModels() {}

  /**
   * The model at a location, loaded unless it is in use already. Each call requires one {@link
   * #release}.
   */
  public static synchronized MambaModel acquire(String location, WeightPrecision weights) {
    Key key = new Key(location, weights);
    Entry entry = LOADED.get(key);
    if (entry == null) {
      Products products = weights.products();
      entry =
          new Entry(
              ModelLocation.read(location, directory -> MambaModel.load(directory, products)), 0);
    }
    LOADED.put(key, new Entry(entry.model(), entry.users() + 1));
    return entry.model();
  }

  /** Releases a model. */
  public static synchronized void release(String location, WeightPrecision weights) {
    Key key = new Key(location, weights);
    Entry entry = LOADED.get(key);
    if (entry.users() > 1) {
      LOADED.put(key, new Entry(entry.model(), entry.users() - 1));
    } else {
      LOADED.remove(key);
      entry.model().close();
    }
  }

  private record Key(String location, WeightPrecision weights) {}

  private record Entry(MambaModel model, int users) {}
}
