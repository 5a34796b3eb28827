package org.simbastream.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.cli.compare.PatternDifference.Change;

/** What differs between the lines of two files. */
class FileComparisonTest {

  private static final double LEVEL = 0.001;

  @TempDir private Path directory;

  @Test
  void whatIsNewGoneMoreOrLessFrequentIsTold() throws IOException {
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      a.add("tick " + i);
      b.add("tick " + i);
      a.add(i < 10 ? "retry " + i + " of upload" : "upload " + i + " done");
      b.add(i < 200 ? "retry " + i + " of upload" : "upload " + i + " done");
    }
    a.add("old cache cleared");
    b.add("disk 7 is full");
    FileComparison comparison = compare(a, b);

    assertThat(comparison.linesOfA()).isEqualTo(a.size());
    assertThat(comparison.linesOfB()).isEqualTo(b.size());
    assertThat(of("tick <*>", comparison).change()).isEqualTo(Change.NONE);
    assertThat(of("upload <*> done", comparison).change()).isEqualTo(Change.NONE); // less than half
    PatternDifference retry = of("retry <*> of upload", comparison);
    assertThat(retry.change()).isEqualTo(Change.UP);
    assertThat(retry.ratio()).isCloseTo(20, within(1e-9));
    assertThat(retry.chance()).isLessThan(1e-9);
    assertThat(retry.example()).isEqualTo("retry 0 of upload");
    assertThat(comparison.differences().get(0)).isEqualTo(retry);
    assertThat(of("old cache cleared", comparison).change()).isEqualTo(Change.GONE);
    PatternDifference full = of("disk <*> is full", comparison);
    assertThat(full.change()).isEqualTo(Change.NEW);
    assertThat(full.example()).isEqualTo("disk 7 is full");
    assertThat(full.chance()).isGreaterThan(0.5);
  }

  @Test
  void theOtherWayRoundItIsTheOpposite() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    List<String> a = lines(random, 3_000, 20);
    List<String> b = lines(random, 2_000, 30);
    b.addAll(a.subList(0, 50));
    FileComparison forth = compare(a, b);
    FileComparison back = compare(b, a);

    for (PatternDifference one : forth.differences()) {
      PatternDifference other = of(one.pattern().text(), back);
      assertThat(other.chance()).isCloseTo(one.chance(), within(1e-12));
      assertThat(other.inA()).isEqualTo(one.inB());
      assertThat(other.change())
          .isEqualTo(
              switch (one.change()) {
                case NEW -> Change.GONE;
                case GONE -> Change.NEW;
                case UP -> Change.DOWN;
                case DOWN -> Change.UP;
                case NONE -> Change.NONE;
              });
    }
  }

  @Test
  void filesOfTheSameKindHardlyEverDiffer() throws IOException {
    int told = 0;
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FileComparison comparison = compare(lines(random, 500, 20), lines(random, 900, 20), 0.001, 1);
      told +=
          comparison.differences().stream()
                  .anyMatch(d -> d.change() == Change.UP || d.change() == Change.DOWN)
              ? 1
              : 0;
    }
    assertThat(told).isZero();
  }

  @Test
  void namesThatVaryInBothFilesTogetherAreValuesFromTheFirstLineOn() throws IOException {
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = "x" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
      (i % 2 == 0 ? a : b).add("login of user=" + name + " accepted");
    }
    assertThat(compare(a, b).differences())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.pattern().text()).isEqualTo("login of user <*> accepted");
              assertThat(d.inA()).isEqualTo(50);
              assertThat(d.inB()).isEqualTo(50);
            });
  }

  @Test
  void framesAndEmptyLinesDoNotCountAndAnEmptyFileChangesNothing() throws IOException {
    List<String> trace = List.of("failed", "", "\tat shop.Cart.add(Cart.java:3)", "  ");
    FileComparison comparison = compare(trace, List.of());

    assertThat(comparison.linesOfA()).isEqualTo(1);
    assertThat(comparison.differences())
        .extracting(PatternDifference::change)
        .containsExactly(Change.NONE);
  }

  @Test
  void aCompressedFileIsRefusedWithTheRemedy() throws IOException {
    Path zipped = Files.write(directory.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Path text = Files.writeString(directory.resolve("b.log"), "tick\n");

    assertThatThrownBy(() -> FileComparison.of(zipped, text, LEVEL, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zcat " + zipped);
  }

  private static List<String> lines(SplittableRandom random, int count, int kinds) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("kind " + (char) ('a' + random.nextInt(kinds)) + " at " + random.nextInt());
    }
    return lines;
  }

  private FileComparison compare(List<String> a, List<String> b) throws IOException {
    return compare(a, b, LEVEL, 2);
  }

  private FileComparison compare(List<String> a, List<String> b, double level, double ratio)
      throws IOException {
    return FileComparison.of(
        Files.write(directory.resolve("a.log"), a),
        Files.write(directory.resolve("b.log"), b),
        level,
        ratio);
  }

  private static PatternDifference of(String text, FileComparison comparison) {
    return comparison.differences().stream()
        .filter(d -> d.pattern().text().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
