package org.simbastream.recordings.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** The disk of the generator's journal is full. */
final class JournalDiskFull implements Fault {

  @Override
  public String kind() {
    return "journal-disk-full";
  }

  @Override
  public String sentence() {
    return "The disk of the generator's journal is full (the journal becomes /dev/full), "
        + "until it has room again.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.GENERATOR, "is not in the journal"),
        LogSignature.certain(Processes.GENERATOR, "No space left on device"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    Path journal = cluster.folder().journal();
    Files.deleteIfExists(journal);
    Files.createSymbolicLink(journal, Path.of("/dev/full"));
    return ActiveFault.into(
        Processes.GENERATOR,
        "its journal replaced by /dev/full; removed at the end",
        () -> Files.delete(journal));
  }
}
