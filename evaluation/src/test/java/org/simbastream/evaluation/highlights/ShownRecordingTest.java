package org.simbastream.evaluation.highlights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault is shown if one of its lines is, in its own window; the rest is judged too. */
class ShownRecordingTest {

  private static final List<String> LOG =
      List.of("all is well", "disk 1 is full", "all is well", "disk 2 is full", "nothing new");

  @Test
  void aNearDuplicateInTheSameWindowShowsALineOneInAnotherDoesNot() {
    KnownFault fault = new KnownFault("disk-full", List.of(new KnownFault.Line("a.log", 3)));
    ShownWindow first = new ShownWindow(0, 2, List.of(1), List.of(9.0));

    assertThat(shown(fault, first, new ShownWindow(2, 5, List.of(4, 3), List.of(5.0, 4.5))))
        .satisfies(s -> assertThat(s.rank(fault)).isEqualTo(2))
        .satisfies(s -> assertThat(s.alerts(fault, 4)).isTrue())
        .satisfies(s -> assertThat(s.alerts(fault, 4.6)).isFalse());
    assertThat(shown(fault, first, new ShownWindow(2, 5, List.of(4), List.of(5.0))).rank(fault))
        .isEqualTo(ShownRecording.NOT_SHOWN);
  }

  @Test
  void alertsAreFalseInQuietLinesOnly() {
    KnownFault fault = new KnownFault("disk-full", List.of(new KnownFault.Line("a.log", 3)));
    ShownRecording shown =
        shown(fault, new ShownWindow(0, 5, List.of(1, 2, 4), List.of(9.0, 4.0, 3.9)));

    assertThat(shown.falseAlerts(4)).isEqualTo(1);
    assertThat(shown.falseAlerts(3)).isEqualTo(2);
  }

  @Test
  void aRecordingIsReadWithItsQuietLines(@TempDir Path folder) throws IOException {
    Path recording = Files.createDirectory(folder.resolve("disk-full-3"));
    Files.writeString(recording.resolve("a.log"), String.join("\n", LOG));
    Files.writeString(
        recording.resolve("ground-truth.json"),
        """
        {"start": "1970-01-01T00:00:01Z", "files": ["a.log"], "quiet": [{"lines": {"a.log": {"from": 3, "to": 5}}}],
         "faults": [{"kind": "disk-full", "firstLines": [{"file": "a.log", "line": 4}]}]}
        """);

    assertThat(Recording.below(folder).get(0))
        .isEqualTo(
            new Recording(
                "disk-full-3",
                1_000,
                Map.of("a.log", LOG),
                List.of(new KnownFault("disk-full", List.of(new KnownFault.Line("a.log", 3)))),
                List.of(new Recording.QuietLines("a.log", 2, 5))))
        .matches(Recording::heldOut);
  }

  private static ShownRecording shown(KnownFault fault, ShownWindow... windows) {
    Recording recording =
        new Recording(
            "r",
            0,
            Map.of("a.log", LOG),
            List.of(fault),
            List.of(new Recording.QuietLines("a.log", 2, 5)));
    return new ShownRecording(recording, Map.of("a.log", List.of(windows)));
  }
}
