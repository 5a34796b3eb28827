package org.simbastream.model.checkpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What this project's code writes to the log, warnings and worse, for as long as it is open. */
final class WrittenLog extends AbstractAppender implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LogManager.getRootLogger();

  private WrittenLog() {
    super("written-log", null, null, true, Property.EMPTY_ARRAY);
  }

  static WrittenLog open() {
    WrittenLog log = new WrittenLog();
    log.begin();
    return log;
  }

  private void begin() {
    super.start();
    logger.addAppender(this);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLoggerName().startsWith("org.simbastream")) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
