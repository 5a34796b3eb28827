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
    Attributes attributes) {

  /** A record with nothing beside its text. */
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

  /** The same record of another stream. */
  public ScoredRecord withKey(String otherKey) {
    return new ScoredRecord(
        otherKey,
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
        attributes);
  }
}
