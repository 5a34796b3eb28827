package org.simbastream.recordings.fault;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** A document is put into the inbox that does not fit into memory. */
final class GeneratorOutOfMemory implements Fault {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String kind() {
    return "generator-out-of-memory";
  }

  @Override
  public String sentence() {
    return "A document of half a gigabyte is put into the generator's inbox: "
        + "OutOfMemoryError ends it; the document is taken away and the generator started "
        + "again.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.GENERATOR, "died"),
        LogSignature.certain(Processes.GENERATOR, "OutOfMemoryError"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess generator = cluster.process(Processes.GENERATOR);
    long bytes = (300L + random.nextInt(400)) << 20;
    Path document = cluster.folder().inbox().resolve("document-" + random.nextInt(1_000) + ".txt");
    try (RandomAccessFile file = new RandomAccessFile(document.toFile(), "rw")) {
      file.setLength(bytes); // takes no room on the disk
    }
    return ActiveFault.into(
        generator.name(),
        "a document of "
            + bytes
            + " bytes put into its inbox; at the end deleted, and the generator"
            + " started again",
        () -> {
          generator.awaitEnd(PATIENCE);
          Files.delete(document);
          generator.start();
        });
  }
}
