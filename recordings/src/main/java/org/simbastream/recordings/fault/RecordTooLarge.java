package org.simbastream.recordings.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** A document is put into the inbox that is larger than a record may be. */
final class RecordTooLarge implements Fault {

  @Override
  public String kind() {
    return "record-too-large";
  }

  @Override
  public String sentence() {
    return "A document of 2 to 6 MB is put into the generator's inbox, more than a record "
        + "may have, and is taken away a while later.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.GENERATOR, "was not passed on"),
        LogSignature.certain(Processes.GENERATOR, "RecordTooLargeException"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    int bytes = (2_000 + random.nextInt(4_000)) * 1_000;
    Path document = cluster.folder().inbox().resolve("document-" + random.nextInt(1_000) + ".txt");
    Files.writeString(document, "ka ".repeat(bytes / 3));
    return ActiveFault.into(
        Processes.GENERATOR,
        "a document of " + bytes + " bytes put into its inbox; deleted at the end",
        () -> Files.delete(document));
  }
}
