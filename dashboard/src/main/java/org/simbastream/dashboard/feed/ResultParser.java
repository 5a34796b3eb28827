package org.simbastream.dashboard.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.dashboard.board.Board;
import org.simbastream.dashboard.board.Bounds;
import org.simbastream.dashboard.board.Highlight;
import org.simbastream.dashboard.board.Letter;
import org.simbastream.dashboard.board.Line;
import org.simbastream.dashboard.board.Window;
import org.simbastream.dashboard.board.WindowWork;
import org.simbastream.operators.record.Position;

/** Puts results on the board, each by the topic it came from. */
final class ResultParser {

  private static final int MAX_GIST = 48;
  private static final int MAX_HIGHLIGHTS = 20;
  private static final int MAX_PATTERNS = 50;
  private static final int MAX_LAYERS = 512;
  private static final int MAX_HEAD_BYTES = 400;

  private final ResultTopics topics;
  private final Board board;
  private final Bounds bounds;

  ResultParser(ResultTopics topics, Board board) {
    this.topics = topics;
    this.board = board;
    this.bounds = board.bounds();
  }

  /** Takes one record of an output topic; one that is malformed is counted. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      ResultFields fields = ResultFields.parse(record.value(), bounds);
      if (record.topic().equals(topics.scored())) {
        board.scored(fields.key(), line(fields));
      } else if (record.topic().equals(topics.summaries())) {
        board.summary(fields.key(), window(fields));
      } else if (record.topic().equals(topics.work())) {
        board.work(fields.key(), fields.number("windowStart"), work(fields));
      } else {
        board.letter(
            letter(new Position(record.topic(), record.partition(), record.offset()), fields));
      }
    } catch (MalformedResultException e) {
      board.unreadable();
    }
  }

  /** A scored record. */
  static Line line(ResultFields fields) throws MalformedResultException {
    return new Line(
        0,
        fields.number("time"),
        fields.position(),
        fields.text("text"),
        fields.decimal("score"),
        fields.decimal("depthMean"),
        fields.count("tokens"),
        fields.flag("late"));
  }

  private static Window window(ResultFields fields) throws MalformedResultException {
    List<Highlight> highlights = new ArrayList<>();
    for (ResultFields highlight : fields.objects("highlights", MAX_HIGHLIGHTS)) {
      highlights.add(
          new Highlight(
              highlight.text("text"),
              highlight.decimal("score"),
              highlight.number("count"),
              highlight.number("time"),
              highlight.position(),
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
        fields.texts("newPatterns", MAX_PATTERNS));
  }

  private static WindowWork work(ResultFields fields) throws MalformedResultException {
    List<Long> byLayer = fields.numbers("tokensByLayer", MAX_LAYERS);
    if (byLayer.isEmpty()) {
      throw new MalformedResultException("tokensByLayer has no numbers");
    }
    return new WindowWork(
        fields.number("tokens"),
        byLayer,
        fields.decimal("scoringRatio"),
        fields.decimal("readoutRatio"));
  }

  private static Letter letter(Position at, ResultFields fields) throws MalformedResultException {
    byte[] head = fields.bytes("bytes");
    return new Letter(
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
