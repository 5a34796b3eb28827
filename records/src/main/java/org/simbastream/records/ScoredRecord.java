package org.simbastream.records;

import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * A record after the model has read it.
 *
 * @param key the stream it belongs to
 * @param position its position in Kafka
 * @param time its event time, in milliseconds since the epoch
 * @param text its text
 * @param score how telling it is on its stream, at least 0; see {@code docs/concepts.md}
 * @param depthMean the mean highway depth of its tokens, 1 … layers
 * @param depthMax the greatest highway depth among its tokens, 1 … layers
 * @param tokens how many tokens were read of it, its line feed included
 * @param truncated whether tokens beyond {@code simba.record.max-tokens} were cut off
 * @param late whether its window had been closed when it arrived
 * @param why the reasons for its score, those in its text in their order first; empty if nothing
 *     deviates much
 * @param attributes what it carries beside its text
 * @param pattern the kind of record that it is; null for the frames of a stack trace, and where it
 *     is not kept: in highlights
 * @param windowStart the first millisecond of the window that it is counted in, since the epoch
 * @param windowEnd the first millisecond after that window
 * @param taught which teaching changes what becomes of it; null if none does
 */
@PublicApi
public record ScoredRecord(
    String key,
    Position position,
    long time,
    String text,
    double score,
    double depthMean,
    int depthMax,
    int tokens,
    boolean truncated,
    boolean late,
    List<Deviation> why,
    Attributes attributes,
    StreamPattern pattern,
    long windowStart,
    long windowEnd,
    Teaching.Action taught) {

  /** A record whose pattern and window are not kept. */
  public ScoredRecord(
      String key,
      Position position,
      long time,
      String text,
      double score,
      double depthMean,
      int depthMax,
      int tokens,
      boolean truncated,
      boolean late,
      List<Deviation> why,
      Attributes attributes) {
    this(
        key,
        position,
        time,
        text,
        score,
        depthMean,
        depthMax,
        tokens,
        truncated,
        late,
        why,
        attributes,
        null,
        0,
        0,
        null);
  }

  /** A record with nothing beside its text, whose pattern and window are not kept. */
  public ScoredRecord(
      String key,
      Position position,
      long time,
      String text,
      double score,
      double depthMean,
      int depthMax,
      int tokens,
      boolean truncated,
      boolean late,
      List<Deviation> why) {
    this(
        key,
        position,
        time,
        text,
        score,
        depthMean,
        depthMax,
        tokens,
        truncated,
        late,
        why,
        Attributes.NONE);
  }

  /** The same record counted in a window. */
  public ScoredRecord inWindow(long start, long end) {
    return with(key, score, pattern, start, end, taught);
  }

  /** The same record of a pattern. */
  public ScoredRecord ofPattern(StreamPattern itsPattern) {
    return with(key, score, itsPattern, windowStart, windowEnd, taught);
  }

  /** The same record of another stream. */
  public ScoredRecord withKey(String otherKey) {
    return with(otherKey, score, pattern, windowStart, windowEnd, taught);
  }

  /** The same record with the score that people's teachings give it. */
  public ScoredRecord taught(Teaching.Action how, double itsScore) {
    return with(key, itsScore, pattern, windowStart, windowEnd, how);
  }

  /** Whether its pattern is muted: it is counted, and neither told nor shown. */
  public boolean muted() {
    return taught == Teaching.Action.MUTE;
  }

  private ScoredRecord with(
      String itsKey,
      double itsScore,
      StreamPattern itsPattern,
      long start,
      long end,
      Teaching.Action how) {
    return new ScoredRecord(
        itsKey,
        position,
        time,
        text,
        itsScore,
        depthMean,
        depthMax,
        tokens,
        truncated,
        late,
        why,
        attributes,
        itsPattern,
        start,
        end,
        how);
  }
}
