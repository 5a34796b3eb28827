package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code simba drops} prints. */
class DropsCommandTest {

  @TempDir private Path directory;

  @Test
  void itScoresTheLinesOfAFile() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append("2026-12-01 10:00:00 DEBUG cache hit for item ").append(i).append('\n');
    }
    String log = Files.writeString(directory.resolve("app.log"), lines).toString();

    CommandRun run = CommandRun.of("drops", "--least", "50", "--format", "json", log);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> json = run.jsonLines();
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("records").longValue()).isEqualTo(60);
    assertThat(json.get(1).get("bytes").longValue()).isEqualTo(lines.length());
  }

  @Test
  void itReadsRecordsThatWereScoredBefore() throws IOException {
    StringBuilder scored = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      scored
          .append("{\"text\": \"cache hit for item ")
          .append(i)
          .append(
              "\", \"score\": 0.5, \"level\": \"DEBUG\", \"pattern\": {\"id\":"
                  + " \"5d1c2f0b8a34e7c9\",")
          .append(" \"text\": \"cache hit for item <*>\", \"new\": false}}\n");
    }
    String file = Files.writeString(directory.resolve("scored.jsonl"), scored + "x\n").toString();
    CommandRun run = CommandRun.of("drops", "--least", "50", "--format", "fluent-bit", file);
    assertThat(run.out())
        .contains("# drop, 60 records: cache hit for item <*>")
        .contains("Exclude    log \\Acache hit for item \\S+\\s*\\z");
    assertThat(run.err()).contains("1 lines could not be read or counted");
  }

  @Test
  void whatCannotBeReadIsSaidWithTheRemedy() {
    CommandRun missing = CommandRun.of("drops", directory.resolve("no.log").toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("no.log").contains("- for standard input");
    assertThat(CommandRun.of("drops", "--format", "xml", "-").err())
        .contains("--format is 'xml': give text, json, otel, vector or fluent-bit");
  }
}
