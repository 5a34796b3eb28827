package org.simbastream.job.pipeline;

import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin client with which the connector's exactly-once writer asks for open transactions.
 *
 * <p>The writer (5.0.0) opens one for each start of its task and never closes it. Its thread goes
 * on and holds the job's class loader, so that a TaskManager's metaspace is full after some ten
 * restarts of the job.
 */
final class WriterAdminClient {

  private static final Logger LOG = LoggerFactory.getLogger(WriterAdminClient.class);
  private static final String FIELD = "adminClient";

  private WriterAdminClient() {}

  /** Closes the client of a writer that has one. */
  static void close(Object writer) {
    for (Class<?> type = writer.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(FIELD)
            && AutoCloseable.class.isAssignableFrom(field.getType())) {
          close(writer, field);
        }
      }
    }
  }

  private static void close(Object writer, Field field) {
    try {
      field.setAccessible(true);
      AutoCloseable client = (AutoCloseable) field.get(writer);
      if (client != null) {
        client.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("The admin client of a Kafka writer could not be closed.", e);
    }
  }
}
