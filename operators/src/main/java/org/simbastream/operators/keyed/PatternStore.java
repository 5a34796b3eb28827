package org.simbastream.operators.keyed;

import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.simbastream.operators.serialization.UsualPatternsSerializer;
import org.simbastream.operators.serialization.WindowPatternsSerializer;
import org.simbastream.scoring.pattern.EndedWindow;
import org.simbastream.scoring.pattern.UsualPatterns;
import org.simbastream.scoring.pattern.WindowPatterns;
import org.simbastream.state.StateNames;

/**
 * Counts the patterns of a key's windows. Owns those of its open windows, {@link
 * StateNames#WINDOW_PATTERNS}, by window start, and what is usual on the key, {@link
 * StateNames#USUAL_PATTERNS}. Where no patterns are told there is no such state.
 */
final class PatternStore {

  private final int most;
  private final MapState<Long, WindowPatterns> windows; // null if no patterns are told
  private final ValueState<UsualPatterns> usual; // likewise

  /**
   * Registers the state.
   *
   * @param most the greatest number of patterns of a window; 0: none are told
   */
  PatternStore(KeyedStateStore store, int most) {
    this.most = most;
    this.windows =
        most == 0
            ? null
            : store.getMapState(
                new MapStateDescriptor<>(
                    StateNames.WINDOW_PATTERNS,
                    LongSerializer.INSTANCE,
                    WindowPatternsSerializer.INSTANCE));
    this.usual =
        most == 0
            ? null
            : store.getState(
                new ValueStateDescriptor<>(
                    StateNames.USUAL_PATTERNS, UsualPatternsSerializer.INSTANCE));
  }

  /** Counts a chunk's records in one of the current key's windows. */
  void add(WindowShare share) throws Exception {
    if (most > 0) {
      windows.put(share.window(), window(share.window()).plus(share.scored(), most));
    }
  }

  /**
   * Emits the patterns of a window of the current key that has ended.
   *
   * @param remember whether the key's state goes on, so that the window counts for later ones
   */
  void tell(EndedWindow ended, boolean remember, ReadResults results) throws Exception {
    if (most == 0) {
      return;
    }
    UsualPatterns before = usual.value();
    EndedWindow.Told told =
        ended.tell(window(ended.start()), before == null ? UsualPatterns.NONE : before, most);
    windows.remove(ended.start());
    told.patterns().forEach(results::pattern);
    if (remember) {
      usual.update(told.after());
    }
  }

  private WindowPatterns window(long start) throws Exception {
    WindowPatterns patterns = windows.get(start);
    return patterns == null ? WindowPatterns.NONE : patterns;
  }

  /** Deletes what is usual on the current key; its open windows stay until they end. */
  void forgetUsual() {
    if (most > 0) {
      usual.clear();
    }
  }
}
