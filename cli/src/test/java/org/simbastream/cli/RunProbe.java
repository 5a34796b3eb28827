package org.simbastream.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/** What is seen of a job that runs in this JVM; its functions find it by number. */
final class RunProbe {

  private static final Map<Integer, RunProbe> PROBES = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final int id = NEXT.incrementAndGet();
  private final List<TokenizedRecord> toSend;
  private final CountDownLatch allSent = new CountDownLatch(1);
  private final List<ScoredRecord> scored = new CopyOnWriteArrayList<>();
  private final List<WindowSummary> summaries = new CopyOnWriteArrayList<>();
  private volatile int restored; // bytes of the source's state that came back

  RunProbe(List<TokenizedRecord> toSend) {
    this.toSend = toSend;
    PROBES.put(id, this);
  }

  static RunProbe of(int id) {
    return PROBES.get(id);
  }

  int id() {
    return id;
  }

  List<TokenizedRecord> toSend() {
    return toSend;
  }

  String scored(ScoredRecord record) {
    scored.add(record);
    return record.key();
  }

  String summary(WindowSummary summary) {
    summaries.add(summary);
    return summary.key();
  }

  void sent() {
    allSent.countDown();
  }

  void awaitAllSent() throws InterruptedException {
    if (!allSent.await(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the source did not send");
    }
  }

  void restored(int bytes) {
    restored = bytes;
  }

  int restored() {
    return restored;
  }

  /** All that was told about a key, in order, without its name. */
  List<String> told(String key) {
    List<String> told = new CopyOnWriteArrayList<>();
    scored.stream()
        .filter(r -> r.key().equals(key))
        .forEach(r -> told.add(r.toString().replace("key=" + key, "key=")));
    summaries.stream()
        .filter(s -> s.key().equals(key))
        .forEach(s -> told.add(s.toString().replace("key=" + key, "key=")));
    return told;
  }
}
