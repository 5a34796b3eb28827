package org.simbastream.dashboard.live;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The page's data, within {@link Limits}. Thread-safe. */
public final class LiveState {

  private static final int ALERTS_OF_STREAM = 20;

  private final Limits bounds;
  private final Clock clock;
  // The stream without records or views for longest comes first.
  private final Map<String, LiveStream> streams = new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<DeadLetterView> letters = new ArrayDeque<>();
  private final Map<TopicPartition, Long> scoredTo = new LatestPartitions();
  private final Totals totals = new Totals();
  private final LiveAlerts alerts;
  private long characters;
  private long forgotten;
  private long changes;

  /** An empty live state. */
  public LiveState(Limits bounds, Clock clock) {
    this.bounds = bounds;
    this.clock = clock;
    this.alerts = new LiveAlerts(bounds.alerts());
  }

  /** Its limits. */
  public Limits bounds() {
    return bounds;
  }

  /** The alerts of all streams. */
  public LiveAlerts alerts() {
    return alerts;
  }

  /** Adds a scored record. */
  public synchronized void scored(String key, ScoredLine line) {
    long now = clock.millis();
    LiveStream stream = stream(key);
    long before = stream.characters();
    stream.add(line, now, ++changes);
    totals.scored(line.tokens(), now);
    scoredTo.merge(
        new TopicPartition(line.at().topic(), line.at().partition()),
        line.at().offset() + 1,
        Math::max);
    grown(stream.characters() - before);
  }

  /** Adds a window's summary; a later one of the same window replaces it. */
  public synchronized void summary(String key, Window window) {
    LiveStream stream = stream(key);
    long before = stream.characters();
    stream.add(window, ++changes);
    totals.summary(window);
    grown(stream.characters() - before);
  }

  /** Adds a window's work counts. */
  public synchronized void work(String key, long windowStart, WindowOpCounts work) {
    stream(key).add(windowStart, work, ++changes);
    totals.work(work);
  }

  /** Adds the count of a pattern in a window. */
  public synchronized void pattern(String key, PatternCount told) {
    LiveStream stream = stream(key);
    long before = stream.characters();
    stream.add(told, ++changes);
    grown(stream.characters() - before);
  }

  /** Adds a dead letter. */
  public synchronized void letter(DeadLetterView letter) {
    letters.addFirst(letter);
    if (letters.size() > bounds.letters()) {
      letters.removeLast();
    }
    totals.letter();
  }

  /** Counts a result that does not match its schema. */
  public synchronized void unreadable() {
    totals.unreadable();
  }

  /** Counts scored records that were skipped. */
  public synchronized void leftOut(long number) {
    totals.leftOut(number);
  }

  private LiveStream stream(String key) {
    LiveStream stream = streams.get(key);
    if (stream == null) {
      stream = new LiveStream(key, bounds);
      streams.put(key, stream);
      if (streams.size() > bounds.streams()) {
        Iterator<LiveStream> eldest = streams.values().iterator();
        characters -= eldest.next().characters();
        eldest.remove();
        forgotten++;
      }
    }
    return stream;
  }

  private void grown(long by) {
    characters += by;
    while (characters > bounds.characters()) {
      LiveStream largest =
          streams.values().stream()
              .max(Comparator.comparingLong(LiveStream::characters))
              .orElseThrow();
      long before = largest.characters();
      largest.shed();
      if (largest.characters() == before) {
        return; // a single text exceeds the limit of all texts
      }
      characters -= before - largest.characters();
    }
  }

  /** Characters of all texts that are kept. */
  public synchronized long characters() {
    return characters;
  }

  /** How many streams were dropped to make room for others. */
  public synchronized long forgotten() {
    return forgotten;
  }

  /** All streams that are remembered, in no particular order. */
  public synchronized List<StreamRow> rows() {
    long now = clock.millis();
    List<StreamRow> rows = new ArrayList<>(streams.size());
    streams.values().forEach(stream -> rows.add(StreamRow.of(stream, now)));
    return rows;
  }

  /** Sums over all streams. */
  public synchronized TotalsView totals() {
    return totals.view(clock.millis());
  }

  /** The offsets after the last scored record, by the partition it was read from. */
  public synchronized Map<TopicPartition, Long> scoredTo() {
    return Map.copyOf(scoredTo);
  }

  /** Dead letters, latest first. */
  public synchronized List<DeadLetterView> letters() {
    return List.copyOf(letters);
  }

  /** A stream's timeline; empty if it is not remembered. */
  public synchronized Optional<StreamView> view(String key) {
    return Optional.ofNullable(streams.get(key))
        .map(
            stream ->
                new StreamView(
                    StreamRow.of(stream, clock.millis()),
                    stream.windows().values().stream().map(StreamView.Bar::of).toList(),
                    stream.lines().size(),
                    alerts.of(key, ALERTS_OF_STREAM).stream().map(this::located).toList(),
                    stream.patternsVersion()));
  }

  /** The alerts of all streams, as a list shows them. */
  public synchronized LiveAlerts.View alertsView() {
    LiveAlerts.View view = alerts.view();
    return new LiveAlerts.View(
        view.open().stream().map(this::located).toList(),
        view.closed().stream().map(this::located).toList(),
        view.forgotten(),
        view.version());
  }

  private AlertView located(AlertView alert) {
    LiveStream stream = streams.get(alert.key());
    Window window = stream == null ? null : stream.windowAt(alert.told());
    return window == null ? alert.shown() : alert.shown().in(window.start());
  }

  /** A stream's patterns; empty if it is not remembered. */
  public synchronized Optional<PatternsView> patterns(String key) {
    return Optional.ofNullable(streams.get(key)).map(stream -> stream.patterns().view());
  }

  /**
   * What matters over all streams.
   *
   * @param range how far back from the latest event time, in milliseconds; 0: all that is kept
   */
  public NowView now(long range) {
    Findings findings;
    synchronized (this) {
      findings = Findings.of(streams.values(), range);
    }
    return NowView.of(findings);
  }

  /** A window; empty if it is not remembered. */
  public synchronized Optional<WindowView> window(String key, long start) {
    LiveStream stream = streams.get(key);
    if (stream == null || !stream.windows().containsKey(start)) {
      return Optional.empty();
    }
    Window window = stream.withContext(stream.windows().get(start));
    long kept = stream.lines().stream().filter(line -> isIn(line, start, window.end())).count();
    return Optional.of(new WindowView(key, window, stream.work().get(start), kept));
  }

  /**
   * The lines in a range of time that are still kept, in order; empty also if the stream is not
   * known.
   */
  public synchronized List<ScoredLine> lines(String key, long start, long end) {
    LiveStream stream = streams.get(key);
    return stream == null
        ? List.of()
        : stream.lines().stream().filter(line -> isIn(line, start, end)).toList();
  }

  /** A stream's lines after the one with that number, sampled. */
  public synchronized Optional<Tail> tail(String key, long after, int most) {
    return Optional.ofNullable(streams.get(key)).map(stream -> Tail.of(stream, after, most));
  }

  /** Searches what is kept of a stream. */
  public synchronized Optional<SearchResult> search(String key, String text, int most) {
    return Optional.ofNullable(streams.get(key)).map(stream -> SearchResult.of(stream, text, most));
  }

  private static boolean isIn(ScoredLine line, long start, long end) {
    return line.time() >= start && line.time() < end;
  }
}
