package org.simbastream.dashboard.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.dashboard.live.AlertView;
import org.simbastream.dashboard.live.DeadLetterView;
import org.simbastream.dashboard.live.Highlight;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.PatternCount;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.dashboard.live.Window;
import org.simbastream.dashboard.live.WindowOpCounts;
import org.simbastream.records.Alert;
import org.simbastream.records.Position;

/** Adds results to the live state, each by the topic it came from. */
final class ResultParser {

  private static final int MAX_GIST = 48;
  private static final int MAX_HIGHLIGHTS = 20;
  private static final int MAX_PATTERNS = 50;
  private static final int MAX_ALERT_LINES = 3;
  private static final int MAX_LAYERS = 512;
  private static final int MAX_HEAD_BYTES = 400;

  private final ResultTopics topics;
  private final LiveState live;

  ResultParser(ResultTopics topics, LiveState live) {
    this.topics = topics;
    this.live = live;
  }

  /** Takes one record of an output topic; one that is malformed is counted. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      ResultFields fields = ResultFields.parse(record.value(), live.bounds());
      if (record.topic().equals(topics.scored())) {
        live.scored(fields.key(), line(fields));
      } else if (record.topic().equals(topics.summaries())) {
        live.summary(fields.key(), window(fields));
      } else if (record.topic().equals(topics.work())) {
        live.work(fields.key(), fields.number("windowStart"), work(fields));
      } else if (record.topic().equals(topics.alerts())) {
        live.alerts().take(alert(fields));
      } else if (record.topic().equals(topics.patterns())) {
        live.pattern(fields.key(), pattern(fields));
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
        fields.word("level"),
        fields.decimal("score"),
        fields.decimal("depthMean"),
        fields.count("tokens"),
        fields.flag("late"),
        fields.why());
  }

  private Window window(ResultFields fields) throws MalformedResultException {
    List<Highlight> highlights = new ArrayList<>();
    for (ResultFields highlight : fields.objects("highlights", MAX_HIGHLIGHTS)) {
      highlights.add(
          new Highlight(
              highlight.text("text"),
              highlight.word("level"),
              highlight.decimal("score"),
              highlight.number("count"),
              highlight.number("time"),
              highlight.position(),
              highlight.why(),
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

  private static AlertView alert(ResultFields fields) throws MalformedResultException {
    List<AlertView.Line> lines = new ArrayList<>();
    for (ResultFields line : fields.objects("lines", MAX_ALERT_LINES)) {
      lines.add(
          new AlertView.Line(
              line.text("text"),
              line.decimal("score"),
              line.number("time"),
              line.position(),
              line.why()));
    }
    return new AlertView(
        fields.key(),
        fields.word("kind"),
        !fields.text("state").equals(Alert.State.CLOSED.word()),
        fields.text("id"),
        fields.number("firstSeen"),
        fields.number("lastSeen"),
        fields.number("count"),
        fields.decimal("score"),
        List.copyOf(lines),
        fields.number("suppressed"),
        null);
  }

  private static PatternCount pattern(ResultFields fields) throws MalformedResultException {
    return new PatternCount(
        fields.number("windowStart"),
        fields.text("id"),
        fields.textOrEmpty("text"),
        fields.number("count"),
        fields.word("change"),
        fields.decimal("usual"),
        fields.textOrEmpty("example"));
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
