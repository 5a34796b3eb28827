package org.simbastream.cli.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The runs of one job whose checkpoints are in one directory, and the state that the last of them
 * left.
 *
 * <p>Flink keeps a run's checkpoints below the run's id. Here an id consists of a digest of the
 * job's name and the time of the start, so that the runs of a job can be distinguished from those
 * of other jobs and ordered without relying on file times. A run that was stopped with a savepoint
 * leaves no checkpoint; then a file beside it names the savepoint.
 */
final class JobRuns {

  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT = "chk-";
  private static final String STOPPED_WITH = "simba-stopped-with-savepoint";
  private static final Pattern NUMBERED = Pattern.compile(CHECKPOINT + "[0-9]{1,18}");
  private static final int NAME_DIGITS = 16; // hexadecimal, of the 32 that an id has

  private final Path directory;
  private final String name; // as ids begin

  /**
   * @param directory that of the checkpoints, as Flink's option has it
   * @param job the job's name
   */
  JobRuns(String directory, String job) {
    this.directory = new Path(directory);
    this.name = digits(job);
  }

  /** The id for a run that starts now. */
  JobID start(long nowMs) {
    int any = ThreadLocalRandom.current().nextInt(1 << 16);
    return JobID.fromHexString(name + "%012x%04x".formatted(nowMs & 0xffff_ffff_ffffL, any));
  }

  /**
   * The state from which to resume the newest run that left any: a completed checkpoint, or the
   * savepoint with which it was stopped.
   *
   * @throws UncheckedIOException if the directory can't be read
   */
  Optional<String> newest() {
    try {
      FileSystem files = directory.getFileSystem();
      List<Path> runs = new ArrayList<>();
      for (FileStatus entry : list(files, directory)) {
        if (entry.isDir() && entry.getPath().getName().startsWith(name)) {
          runs.add(entry.getPath());
        }
      }
      runs.sort(Comparator.comparing(Path::getName).reversed());
      for (Path run : runs) {
        Optional<String> end = end(files, run);
        if (end.isPresent()) {
          return end;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoints in " + directory + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Records the savepoint with which a run was stopped, from which the next run resumes.
   *
   * @throws UncheckedIOException if that can't be written down
   */
  void stopped(JobID run, String savepoint) {
    Path note = new Path(new Path(directory, run.toHexString()), STOPPED_WITH);
    try (FSDataOutputStream out =
        note.getFileSystem().create(note, FileSystem.WriteMode.OVERWRITE)) {
      out.write(savepoint.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(note + " can't be written: " + e.getMessage(), e);
    }
  }

  /** Whether a path is that of a checkpoint that Flink took by itself. */
  static boolean isCheckpoint(String path) {
    return NUMBERED.matcher(new Path(path).getName()).matches();
  }

  private static Optional<String> end(FileSystem files, Path run) throws IOException {
    Path note = new Path(run, STOPPED_WITH);
    if (files.exists(note)) {
      try (FSDataInputStream in = files.open(note)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    List<Path> checkpoints = new ArrayList<>();
    for (FileStatus entry : list(files, run)) {
      if (NUMBERED.matcher(entry.getPath().getName()).matches()) {
        checkpoints.add(entry.getPath());
      }
    }
    checkpoints.sort(Comparator.comparingLong(JobRuns::number).reversed());
    for (Path checkpoint : checkpoints) {
      if (files.exists(new Path(checkpoint, METADATA))) { // else it was never completed
        return Optional.of(checkpoint.toString());
      }
    }
    return Optional.empty();
  }

  private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      FileStatus[] entries = files.listStatus(directory);
      return entries == null ? new FileStatus[0] : entries;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getName().substring(CHECKPOINT.length()));
  }

  private static String digits(String job) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(job.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, NAME_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
