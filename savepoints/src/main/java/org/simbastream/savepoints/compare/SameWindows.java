package org.simbastream.savepoints.compare;

import java.util.Arrays;
import java.util.SortedMap;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.scoring.summary.WindowContent;

/**
 * Whether open windows are the same. Not by their bytes: those follow the order of a map that has
 * none.
 */
final class SameWindows {

  private SameWindows() {}

  static boolean are(SortedMap<Long, WindowContent> a, SortedMap<Long, WindowContent> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(start -> are(a.get(start), b.get(start)));
  }

  private static boolean are(WindowContent a, WindowContent b) {
    return Arrays.equals(a.work().tokensByLayer(), b.work().tokensByLayer())
        && withoutLayers(a).equals(withoutLayers(b));
  }

  /** The same without the one array, which Java only compares by identity. */
  private static WindowContent withoutLayers(WindowContent w) {
    OpCounts work = w.work();
    return new WindowContent(
        w.records(),
        w.tokens(),
        new OpCounts(
            work.tokens(), null, work.dense(), work.scoring(), work.readout(), work.head()),
        w.keepLast(),
        w.counts(),
        w.variants(),
        w.sayings(),
        w.topics(),
        w.candidates(),
        w.newPatterns());
  }
}
