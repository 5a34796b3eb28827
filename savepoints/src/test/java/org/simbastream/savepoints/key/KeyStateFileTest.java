package org.simbastream.savepoints.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.savepoints.key.KeyTimers.WindowTimer;
import org.simbastream.scoring.summary.Candidate;
import org.simbastream.scoring.summary.TopicWords;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.stream.StreamState;

class KeyStateFileTest {

  private static final String MODEL = "some-model@1234";
  private static final Position POSITION = new Position("topic", 1, 2);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("key.state");
    new KeyStateFile(MODEL, state()).write(file);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    KeyStateFile read = KeyStateFile.read(file);
    KeyState expected = state();
    assertThat(read.model()).isEqualTo(MODEL);
    assertThat(read.state()).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void anotherKeyGetsTheRecordsThatAreStillToBeTold() throws IOException {
    KeyState other = KeyStateFile.read(file).state().withKey("other");
    assertThat(other.key()).isEqualTo("other");
    assertThat(other.pending().get(0).record().key()).isEqualTo("other");
    assertThat(other.windows().get(1000L).candidates().get(0).best().key()).isEqualTo("other");
    assertThat(other.withKey("key"))
        .usingRecursiveComparison()
        .isEqualTo(KeyStateFile.read(file).state());
  }

  @Test
  void anExistingFileIsNeverWrittenOver() throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> new KeyStateFile("m", state()).write(file))
        .hasMessageContaining("exists already");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void everyDamagedByteAndEveryCutIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> KeyStateFile.read(file))
          .as("byte " + i)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("key.state");
      byte[] cut = Arrays.copyOf(whole, i);
      Files.write(file, cut);
      assertThatThrownBy(() -> KeyStateFile.read(file))
          .as("cut at " + i)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("key.state");
    }
  }

  @Test
  void aNewerFormatIsRefusedWithBothNamed() throws IOException {
    byte[] newer = Files.readAllBytes(file);
    newer[11] = 3; // the last byte of the version
    Files.write(file, newer);
    assertThatThrownBy(() -> KeyStateFile.read(file))
        .hasMessageContaining("format 3", "knows 1 to 2");
  }

  private static KeyState state() {
    TokenizedRecord record =
        new TokenizedRecord("key", POSITION, 1234, "text ü", new int[] {1, 2}, false);
    ScoredRecord scored =
        new ScoredRecord("key", POSITION, 1200, "told", 4.5, 1.5, 2, 7, false, true, List.of());
    WindowContent window =
        new WindowContent(
            3,
            12,
            new OpCounts(12, new long[] {12, 6}, 5, 4, 3, 2),
            0.25,
            Map.of(17L, 3L),
            Map.of(17L, 3L, 18L, 3L),
            List.of(),
            TopicWords.NONE,
            List.of(new Candidate(17, 18, 3, scored)),
            List.of("new"));
    return new KeyState(
        "key",
        new TreeMap<>(Map.of(0, new LayerState(new float[] {1, -0f}, new float[] {2, 3, 4}))),
        StreamState.fresh("1234").after(12),
        null,
        null,
        new TreeMap<>(),
        new OpenChunk(1000, 2, OpenChunk.NO_TIMER),
        List.of(new PendingRecord(record, true)),
        new TreeMap<>(Map.of(1000L, window)),
        1000L,
        new KeyTimers(List.of(new WindowTimer(1000, 1999)), List.of(5L), List.of(9999L)));
  }
}
