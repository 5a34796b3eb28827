package org.simbastream.dashboard.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.dashboard.live.DeadLetterView;
import org.simbastream.dashboard.live.Highlight;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.Reason;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.dashboard.live.Window;
import org.simbastream.dashboard.live.WindowOpCounts;
import org.simbastream.records.Position;

/** Adds results to the live state, each by the topic it came from. */
final class ResultParser {

  private static final int MAX_GIST = 48;
  private static final int MAX_HIGHLIGHTS = 20;
  private static final int MAX_PATTERNS = 50;
  private static final int MAX_REASONS = 12;
  private static final int MAX_REASON_WORD = 40;
  private static final int MAX_LAYERS = 512;
  private static final int MAX_HEAD_BYTES = 400;

  private final ResultTopics topics;
  private final LiveState live;
  private final Limits bounds;

  ResultParser(ResultTopics topics, LiveState live) {
    this.topics = topics;
    this.live = live;
    this.bounds = live.bounds();
  }

  /** Takes one record of an output topic; one that is malformed is counted. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      ResultFields fields = ResultFields.parse(record.value(), bounds);
      if (record.topic().equals(topics.scored())) {
        live.scored(fields.key(), line(fields));
      } else if (record.topic().equals(topics.summaries())) {
        live.summary(fields.key(), window(fields));
      } else if (record.topic().equals(topics.work())) {
        live.work(fields.key(), fields.number("windowStart"), work(fields));
      } else {
        live.letter(
            letter(new Position(record.topic(), record.partition(), record.offset()), fields));
      }
    } catch (MalformedResultException e) {
      live.unreadable();
    }
  }

  /** A scored record. */
  static ScoredLine line(ResultFields fields) throws MalformedResultException {
    return new ScoredLine(
        0,
        fields.number("time"),
        fields.position(),
        fields.text("text"),
        fields.decimal("score"),
        fields.decimal("depthMean"),
        fields.count("tokens"),
        fields.flag("late"));
  }

  private Window window(ResultFields fields) throws MalformedResultException {
    List<Highlight> highlights = new ArrayList<>();
    for (ResultFields highlight : fields.objects("highlights", MAX_HIGHLIGHTS)) {
      String text = highlight.text("text");
      highlights.add(
          new Highlight(
              text,
              highlight.decimal("score"),
              highlight.number("count"),
              highlight.number("time"),
              highlight.position(),
              why(highlight, Math.min(text.length(), bounds.textLength())),
              List.of(),
              List.of()));
    }
    return new Window(
        fields.number("windowStart"),
        fields.number("windowEnd"),
        fields.number("records"),
        fields.number("tokens"),
        fields.decimal("workRatio"),
        fields.decimal("keepLast"),
        fields.text("model"),
        fields.texts("gist", MAX_GIST),
        fields.textOrEmpty("text"),
        highlights,
        fields.texts("newPatterns", MAX_PATTERNS),
        fields.has("silence") ? silence(fields.object("silence")) : null);
  }

  private static Window.Silence silence(ResultFields fields) throws MalformedResultException {
    return new Window.Silence(
        fields.number("since"), fields.number("windows"), fields.decimal("score"));
  }

  /** The reasons for a score, as far as they lie within the text that is kept. */
  private static List<Reason> why(ResultFields scored, int length) throws MalformedResultException {
    List<Reason> why = new ArrayList<>();
    for (ResultFields reason : scored.objects("why", MAX_REASONS)) {
      int from = reason.has("from") ? reason.count("from") : -1;
      int to = reason.has("from") ? reason.count("to") : -1;
      if (from <= to && to <= length) {
        why.add(
            new Reason(
                shortened(reason.text("kind")),
                from,
                to,
                reason.decimal("nats"),
                shortened(reason.textOrEmpty("expected"))));
      }
    }
    return List.copyOf(why);
  }

  private static String shortened(String word) {
    return word.length() <= MAX_REASON_WORD ? word : word.substring(0, MAX_REASON_WORD);
  }

  private static WindowOpCounts work(ResultFields fields) throws MalformedResultException {
    List<Long> byLayer = fields.numbers("tokensByLayer", MAX_LAYERS);
    if (byLayer.isEmpty()) {
      throw new MalformedResultException("tokensByLayer has no numbers");
    }
    return new WindowOpCounts(
        fields.number("tokens"),
        byLayer,
        fields.decimal("scoringRatio"),
        fields.decimal("readoutRatio"));
  }

  private static DeadLetterView letter(Position at, ResultFields fields)
      throws MalformedResultException {
    byte[] head = fields.bytes("bytes");
    return new DeadLetterView(
        at,
        fields.position(),
        fields.key(),
        fields.number("time"),
        fields.text("reason"),
        fields.text("message"),
        fields.number("length"),
        new String(head, 0, Math.min(head.length, MAX_HEAD_BYTES), StandardCharsets.UTF_8),
        fields.count("replays"),
        fields.text("version"));
  }
}
