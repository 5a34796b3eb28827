package org.simbastream.dashboard.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.simbastream.dashboard.live.StreamRow;

/**
 * Computes the changes of one visitor's list of streams: rows that differ from those sent before, a
 * limited number at a time, longest-changed first; and streams that were dropped.
 */
final class RowChanges {

  private final int most;
  private final Map<String, StreamRow> sent = new HashMap<>();

  /**
   * @param most rows sent at once
   */
  RowChanges(int most) {
    this.most = most;
  }

  /**
   * The changes of one update.
   *
   * @param rows those that are sent
   * @param changed how many differ from what the visitor has
   * @param gone keys of streams that are not remembered any more
   * @param kept how many are remembered
   * @param forgotten how many were forgotten since the page started
   */
  record Changes(List<StreamRow> rows, int changed, List<String> gone, int kept, long forgotten) {

    boolean isNothing() {
      return rows.isEmpty() && gone.isEmpty();
    }
  }

  Changes next(List<StreamRow> all, long forgotten) {
    Set<String> keys = all.stream().map(StreamRow::key).collect(Collectors.toSet());
    List<String> gone = new ArrayList<>(sent.keySet());
    gone.removeAll(keys);
    gone.forEach(sent::remove);
    List<StreamRow> changed =
        all.stream()
            .filter(row -> !row.equals(sent.get(row.key())))
            .sorted(Comparator.comparingLong(this::sentVersion))
            .toList();
    List<StreamRow> rows = List.copyOf(changed.subList(0, Math.min(most, changed.size())));
    rows.forEach(row -> sent.put(row.key(), row));
    return new Changes(rows, changed.size(), gone, all.size(), forgotten);
  }

  private long sentVersion(StreamRow row) {
    StreamRow before = sent.get(row.key());
    return before == null ? -1 : before.version();
  }
}
