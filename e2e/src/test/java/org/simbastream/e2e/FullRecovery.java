package org.simbastream.e2e;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.suite.RecoverySuite;

/**
 * What the parts of the full suite have in common: every fault, whole and broken. Parts may run
 * side by side in processes of their own, but for {@link FullTimesIT}, which waits until it is
 * alone.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class FullRecovery {

  static final int LINES_FOR_FEW_FAULTS = 1500;
  static final int KILLS_A_TRIAL = 5;

  /** So many that they last for all faults of a trial on a busy machine too. */
  static final int LINES = 5000;

  static RecoverySuite suite;
  static TestInput input;
  private static FileChannel lockFile;

  @BeforeAll
  static void begin(TestInfo part) throws Exception {
    boolean alone = part.getTestClass().orElseThrow() == FullTimesIT.class;
    lock(Path.of(System.getProperty("simba.recovery.reports")), !alone);
    suite = Suites.begin();
    input = suite.input(LINES);
  }

  @AfterAll
  static void end() throws Exception {
    try {
      suite.close();
    } finally {
      lockFile.close();
    }
  }

  /** Waits for a share of the machine, or for all of it; the file's end gives it back. */
  private static void lock(Path folder, boolean shared) throws Exception {
    Path file = Files.createDirectories(folder).resolve("machine.lock");
    lockFile =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = lockFile.lock(0, Long.MAX_VALUE, shared);
    if (!lock.isValid()) {
      throw new IllegalStateException(file + " can't be locked");
    }
  }
}
