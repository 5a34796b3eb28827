package org.simbastream.job.pipeline;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.score.FileScorer;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;

/** Log lines of several streams, and what {@code simba score} makes of them. */
public final class TestStreams {

  private static final String[] TEMPLATES = {
    "INFO dfs.DataNode: Received block blk_%d of size 67108864 from 10.0.0.%d",
    "INFO server.Leader: follower %d has acknowledged %d transactions",
    "WARN worker: request %d took %d ms",
    "ERROR storage: write of segment %d failed, %d bytes are lost"
  };

  private TestStreams() {}

  /** One line of one stream. */
  public record Line(String key, long time, String text) {}

  /** Lines of all streams in the order of their times, all in one minute. */
  public static List<Line> lines(int keys, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int template = random.nextInt(10) < 8 ? random.nextInt(2) : random.nextInt(4);
      String text = TEMPLATES[template].formatted(random.nextInt(1 << 20), random.nextInt(250));
      long time = 1_700_000_040_000L + i * 10L;
      String timed = Instant.ofEpochMilli(time) + " " + text; // so that a file has the times too
      lines.add(new Line("host-" + random.nextInt(keys), time, timed));
    }
    return lines;
  }

  /** By stream: one JSON object a line, as {@code simba score} prints them. */
  public static Map<String, List<String>> scoredAsFiles(
      List<Line> lines, SimbaConfiguration configuration) {
    Map<String, List<String>> byKey =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    Line::key, Collectors.mapping(Line::text, Collectors.toList())));
    return ModelLocation.read(
        ModelLocation.BUNDLED,
        directory -> {
          Map<String, List<String>> scored = new HashMap<>();
          try (MambaModel model = MambaModel.load(directory)) {
            byKey.forEach((key, texts) -> scored.put(key, score(model, texts, configuration)));
          }
          return scored;
        });
  }

  private static List<String> score(
      MambaModel model, List<String> texts, SimbaConfiguration configuration) {
    List<String> scored = new ArrayList<>();
    try (FileScorer scorer =
        new FileScorer(model, SimbaJob.settings(configuration), 1 << 20, 2048)) {
      byte[] file = (String.join("\n", texts) + "\n").getBytes(StandardCharsets.UTF_8);
      scorer.read(new ByteArrayInputStream(file), scored::add);
    }
    return scored;
  }
}
