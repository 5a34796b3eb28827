package org.simbastream.scoring;

import org.simbastream.annotation.Internal;
import org.simbastream.records.Severity;
import org.simbastream.scoring.deviation.KeyCosts;
import org.simbastream.state.stream.AlertBar;
import org.simbastream.state.stream.Presence;
import org.simbastream.state.stream.RunningMean;

/**
 * The statistics of a key's records so far.
 *
 * @param records records read
 * @param counted those that its patterns were counted in: all but the frames of stack traces, and
 *     those that were read before a version of this project that finds patterns in this way
 * @param remembered distinct patterns, places and words remembered
 * @param lastTime the latest event time, in milliseconds since the epoch
 * @param usual how rare its recent events are
 * @param codeLines how many lines of code may still follow the frame of a stack trace before it
 * @param costs what its records usually cost to read
 * @param severities how severe its records say that they are
 * @param bar how high a deviation has to be to be worth an alert
 * @param presence in how many windows it has records
 * @param heardAt the processing time when its last records had arrived, in milliseconds since the
 *     epoch; 0 if it was not recorded
 */
@Internal
public record KeyHistory(
    long records,
    long counted,
    int remembered,
    long lastTime,
    RunningMean usual,
    int codeLines,
    KeyCosts costs,
    SeverityShares severities,
    AlertBar bar,
    Presence presence,
    long heardAt) {

  private static final int FORGETS = -1;

  /** A key without records so far. */
  public static final KeyHistory NONE =
      new KeyHistory(
          0,
          0,
          0,
          Long.MIN_VALUE,
          RunningMean.NONE,
          0,
          KeyCosts.NONE,
          SeverityShares.NONE,
          AlertBar.QUIET,
          Presence.NONE,
          0);

  /**
   * A history restored from a version that knew patterns by other ids: they have to be forgotten,
   * see {@link #forgetsPatterns()}.
   */
  public static KeyHistory withoutPatterns(long records, long lastTime, long heardAt) {
    return new KeyHistory(
        records,
        0,
        FORGETS,
        lastTime,
        RunningMean.NONE,
        0,
        KeyCosts.NONE,
        SeverityShares.NONE,
        AlertBar.QUIET,
        Presence.NONE,
        heardAt);
  }

  /** Whether what the key's pattern memory holds means nothing any more. */
  public boolean forgetsPatterns() {
    return remembered == FORGETS;
  }

  /** The same history with an empty pattern memory. */
  public KeyHistory withPatternsForgotten() {
    return new KeyHistory(
        records, counted, 0, lastTime, usual, codeLines, costs, severities, bar, presence, heardAt);
  }

  /**
   * The history after a line of a stack trace, which is read and not counted.
   *
   * @param codeLinesAfter how many lines of code may follow it
   */
  KeyHistory afterTraceLine(long time, int codeLinesAfter) {
    long last = Math.max(lastTime, time);
    return new KeyHistory(
        records + 1,
        counted,
        remembered,
        last,
        usual,
        codeLinesAfter,
        costs,
        severities,
        bar,
        presence,
        heardAt);
  }

  /** The history after a record that was counted. */
  KeyHistory after(long time, int rememberedNow, RunningMean usualNow) {
    long last = Math.max(lastTime, time);
    return new KeyHistory(
        records + 1,
        counted + 1,
        rememberedNow,
        last,
        usualNow,
        0,
        costs,
        severities,
        bar,
        presence,
        heardAt);
  }

  /** The same history, with the processing time at which the last records arrived. */
  public KeyHistory heardAt(long clock) {
    return new KeyHistory(
        records,
        counted,
        remembered,
        lastTime,
        usual,
        codeLines,
        costs,
        severities,
        bar,
        presence,
        clock);
  }

  /** The same history with other costs. */
  KeyHistory withCosts(KeyCosts now) {
    return new KeyHistory(
        records,
        counted,
        remembered,
        lastTime,
        usual,
        codeLines,
        now,
        severities,
        bar,
        presence,
        heardAt);
  }

  /** The same history with one more record's severity; null if it doesn't say. */
  KeyHistory withSeverity(Severity severity) {
    return new KeyHistory(
        records,
        counted,
        remembered,
        lastTime,
        usual,
        codeLines,
        costs,
        severities.plus(severity),
        bar,
        presence,
        heardAt);
  }

  /** The same history with another bar. */
  KeyHistory withBar(AlertBar now) {
    return new KeyHistory(
        records,
        counted,
        remembered,
        lastTime,
        usual,
        codeLines,
        costs,
        severities,
        now,
        presence,
        heardAt);
  }

  /** The same history with another presence. */
  public KeyHistory withPresence(Presence now) {
    return new KeyHistory(
        records,
        counted,
        remembered,
        lastTime,
        usual,
        codeLines,
        costs,
        severities,
        bar,
        now,
        heardAt);
  }
}
