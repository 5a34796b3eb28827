package org.simbastream.tools.record.fault;

import java.util.Random;
import org.simbastream.tools.record.cluster.Processes;

/** Which TaskManager is meant. */
final class TaskManagers {

  /** Whichever runs the task that is hit. */
  static final String ANY = Processes.ANY_TASK_MANAGER;

  private TaskManagers() {}

  static String one(Random random) {
    return random.nextBoolean() ? Processes.TASK_MANAGER_1 : Processes.TASK_MANAGER_2;
  }
}
