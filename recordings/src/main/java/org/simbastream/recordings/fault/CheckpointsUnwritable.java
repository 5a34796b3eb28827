package org.simbastream.recordings.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** Checkpoints can't be written; the job fails with every try. */
final class CheckpointsUnwritable implements Fault {

  @Override
  public String kind() {
    return "checkpoints-unwritable";
  }

  @Override
  public String sentence() {
    return "A file stands where the checkpoint folder was, so that no checkpoint can be "
        + "written, until the folder is back.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.JOB_MANAGER,
            "Failed to trigger (or complete )?checkpoint|Decline checkpoint|declined|Checkpoint .* failed|Could not complete snapshot"),
        LogSignature.possible(
            Processes.ANY_TASK_MANAGER,
            "[Cc]ould not (properly )?(clean|complete|open|materialize)|Not a directory|Declin(e|ing) checkpoint"),
        LogSignature.possible(
            Processes.JOB_MANAGER, "Exceeded checkpoint tolerable failure threshold"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    Path folder = cluster.folder().checkpoints();
    Path aside = folder.resolveSibling(folder.getFileName() + ".aside");
    Files.move(folder, aside);
    Files.createFile(folder);
    return ActiveFault.into(
        Processes.JOB_MANAGER,
        "a file put where the checkpoint folder was; the folder put back at the end",
        () -> {
          Files.delete(folder);
          Files.move(aside, folder);
        });
  }
}
