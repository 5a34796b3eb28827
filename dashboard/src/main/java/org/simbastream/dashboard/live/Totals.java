package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.List;

/** Sums over all streams since the page started. Not thread-safe; {@link LiveState} guards it. */
final class Totals {

  private final RateMeter records = new RateMeter();
  private final RateMeter tokens = new RateMeter();
  private long allRecords;
  private long allTokens;
  private long leftOut;
  private long unreadable;
  private long letters;
  private double computed; // tokens times work ratio, over windows with a work ratio
  private long windowTokens;
  private long workTokens;
  private long[] tokensByLayer = {}; // (layers)

  void scored(int itsTokens, long now) {
    records.add(now, 1);
    tokens.add(now, itsTokens);
    allRecords++;
    allTokens += itsTokens;
  }

  /** Counts records that the page skipped to keep up. */
  void leftOut(long number) {
    leftOut += number;
  }

  void unreadable() {
    unreadable++;
  }

  void letter() {
    letters++;
  }

  void summary(Window window) {
    if (window.workRatio() != null) {
      computed += window.workRatio() * window.tokens();
      windowTokens += window.tokens();
    }
  }

  void work(WindowOpCounts work) {
    int layers = work.tokensByLayer().size();
    if (layers != tokensByLayer.length) { // another model
      tokensByLayer = new long[layers];
      workTokens = 0;
    }
    for (int layer = 0; layer < layers; layer++) {
      tokensByLayer[layer] += work.tokensByLayer().get(layer);
    }
    workTokens += work.tokens();
  }

  TotalsView view(long now) {
    List<Double> byLayer = new ArrayList<>();
    for (long seen : tokensByLayer) {
      byLayer.add(workTokens == 0 ? 0 : (double) seen / workTokens);
    }
    return new TotalsView(
        records.perSecond(now),
        tokens.perSecond(now),
        allRecords,
        allTokens,
        leftOut,
        unreadable,
        letters,
        windowTokens == 0 ? null : 1 - computed / windowTokens,
        byLayer);
  }
}
