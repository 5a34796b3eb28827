package org.simbastream.recordings.cluster;

/** The names of the cluster's processes, which are their logs' names too. */
public final class Processes {

  /** The Kafka broker, which is its own controller. */
  public static final String BROKER = "kafka-broker";

  /** Flink's JobManager. */
  public static final String JOB_MANAGER = "flink-jobmanager";

  /** One of two TaskManagers, with one slot. */
  public static final String TASK_MANAGER_1 = "flink-taskmanager-1";

  /** The other TaskManager. */
  public static final String TASK_MANAGER_2 = "flink-taskmanager-2";

  /** The application that writes words. */
  public static final String GENERATOR = "word-generator";

  /** The application that reads their counts. */
  public static final String CONSUMER = "count-consumer";

  /** The service that the consumer depends on. */
  public static final String STORE = "count-store";

  /** Beginning of the TaskManagers' names. */
  public static final String ANY_TASK_MANAGER = "flink-taskmanager-*";

  private Processes() {}
}
