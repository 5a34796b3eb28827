package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On RocksDB the heap does not grow with the keys. */
@Tag("long")
class ManyKeysTest {

  private static final int KEYS = 100_000; // 19,456 bytes of hidden state each: 1.9 GB
  private static final int HEAP_MIB = 128;

  @TempDir private Path directory;

  @Test
  void aHundredThousandKeysStayWithinASmallHeapOnRocksDb() throws Exception {
    assertThat(run(ManyKeys.ROCKSDB)).isZero();
    assertThat(said("remembered")).isEqualTo(KEYS / ManyKeys.CHECKED_EVERY);
    assertThat(said("most")).isPositive().isLessThan((long) HEAP_MIB << 20);
  }

  @Test
  void onTheHeapTheyDoNotFit() throws Exception {
    assertThat(run(ManyKeys.HEAP)).isNotZero();
    assertThat(output()).contains("OutOfMemoryError");
  }

  private int run(String backend) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP_MIB + "m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Djava.io.tmpdir=" + directory,
                    "-Dsimba.repository=" + System.getProperty("simba.repository", ".."),
                    "-Dlog4j2.configurationFile="
                        + System.getProperty("log4j2.configurationFile", ""),
                    "-cp",
                    System.getProperty("java.class.path"),
                    ManyKeys.class.getName(),
                    backend,
                    Integer.toString(KEYS)))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ends in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String output() throws Exception {
    return Files.readString(directory.resolve("output"));
  }

  /** The last number that the process said under that name. */
  private long said(String name) throws Exception {
    Matcher matcher = Pattern.compile("(?m)^" + name + " (\\d+)$").matcher(output());
    long number = -1;
    while (matcher.find()) {
      number = Long.parseLong(matcher.group(1));
    }
    return number;
  }
}
