package org.simbastream.job.pipeline;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects whether a JobManager that runs the main method takes over a running job from another one.
 *
 * <p>In Flink's application mode a JobManager that replaces another runs main again, although Flink
 * has the job already. An exception then ends the job for good.
 */
final class JobManagerFailover {

  private static final Logger LOG = LoggerFactory.getLogger(JobManagerFailover.class);

  /** Flink's name for the executor of its application mode. */
  private static final String APPLICATION_MODE = "embedded";

  private JobManagerFailover() {}

  /**
   * Looks for the job in Flink's high-availability data, which holds it until the job has ended.
   *
   * @param flink the configuration in force on this JobManager
   */
  static boolean is(Configuration flink) {
    if (!APPLICATION_MODE.equals(flink.get(DeploymentOptions.TARGET))
        || !HighAvailabilityMode.isHighAvailabilityModeActivated(flink)) {
      return false;
    }
    try {
      Path kept = HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath(flink);
      FileSystem files = kept.getFileSystem();
      FileStatus[] found = files.exists(kept) ? files.listStatus(kept) : null;
      return found != null && Arrays.stream(found).anyMatch(JobManagerFailover::isOfAJob);
    } catch (IOException | RuntimeException e) {
      LOG.info("Flink's high-availability data can't be read: {}", e.getMessage());
      return false;
    }
  }

  private static boolean isOfAJob(FileStatus file) {
    String name = file.getPath().getName();
    return name.startsWith(ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX)
        || name.startsWith(ZooKeeperUtils.HA_STORAGE_COMPLETED_CHECKPOINT);
  }
}
