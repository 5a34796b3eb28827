package org.simbastream.recordings.fault;

import java.util.List;
import java.util.stream.Collectors;

/** Every kind of fault. */
public final class Faults {

  private static final List<Fault> ALL =
      List.of(
          new TaskManagerKilled(),
          new TaskManagerFrozen(),
          new JobManagerKilled(),
          new BrokerStopped(),
          new BrokerKilled(),
          new BrokerFrozen(),
          new BrokerDiskLost(),
          new CheckpointsUnwritable(),
          new TaskOutOfMemory(),
          new PoisonRecord(),
          new SlowJob(),
          new WrongTopic(),
          new TransactionTimeoutRefused(),
          new WrongPort(),
          new WrongPassword(),
          new TopicDeleted(),
          new RecordTooLarge(),
          new GeneratorOutOfMemory(),
          new GeneratorThrottled(),
          new ClockJump(),
          new JournalDiskFull(),
          new StoreStopped(),
          new StoreFrozen(),
          new ConsumerFrozen());

  private Faults() {}

  /** All of them, in the order in which they are listed and recorded. */
  public static List<Fault> all() {
    return ALL;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  public static Fault named(String kind) {
    return ALL.stream()
        .filter(fault -> fault.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--fault is '%s': give one of %s"
                        .formatted(
                            kind,
                            ALL.stream().map(Fault::kind).collect(Collectors.joining(", ")))));
  }
}
