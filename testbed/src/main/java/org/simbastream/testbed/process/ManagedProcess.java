package org.simbastream.testbed.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process, which can be started, stopped, killed and frozen. */
public final class ManagedProcess {

  /** A process that has not ended by then is killed, as by a service manager. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final ProcessFolder folder;
  private final JavaCommand command;
  private Process process;

  /** A process, not started yet. */
  public ManagedProcess(String name, ProcessFolder folder, JavaCommand command) {
    this.name = name;
    this.folder = folder;
    this.command = command;
  }

  /** Its name, which its log has too. */
  public String name() {
    return name;
  }

  /**
   * Starts it, for the first time or again; its log goes on where it ended.
   *
   * @throws IllegalStateException if it runs
   */
  public synchronized void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already");
    }
    ProcessBuilder builder = new ProcessBuilder(command.lines(folder, name));
    builder.directory(folder.root().toFile());
    builder.environment().clear();
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put("FLINK_CONF_DIR", "conf");
    // beside it Flink looks for usrlib, the jars of a job that it runs as an application
    builder.environment().put("FLINK_LIB_DIR", folder.root().resolve("lib").toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(folder.output(name).toFile()));
    process = builder.start();
  }

  /** Asks it to end, as a service manager does, and waits. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Kills it with {@code kill -9} and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits until it has ended by itself. */
  public void awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " did not end within " + patience.toSeconds() + " s");
    }
  }

  /** Freezes the process with SIGSTOP. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Whether it runs. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Kills it without waiting, started or not. */
  public synchronized void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Waits for the end after {@link #end}. */
  public void awaitEnded() {
    if (process != null) {
      process.onExit().join();
    }
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  private void signal(String signal) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    int code = new ProcessBuilder(List.of("kill", "-" + signal, pid)).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(name + " can't be sent " + signal + ": is it gone?");
    }
  }
}
