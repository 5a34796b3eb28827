package org.simbastream.recordings.load;

import java.time.Duration;

/**
 * How the job is configured.
 *
 * @param brokers where Kafka is
 * @param input the topic of lines
 * @param output the topic of counts
 * @param transactionTimeout the time after which Kafka aborts a transaction that is not committed
 * @param pausePerWord the additional time that counting a word takes
 */
public record WordCountSettings(
    String brokers,
    String input,
    String output,
    Duration transactionTimeout,
    Duration pausePerWord) {

  /** The right settings. */
  public static WordCountSettings of(String brokers, String input, String output) {
    return new WordCountSettings(brokers, input, output, Duration.ofMinutes(10), Duration.ZERO);
  }

  /** The same job reading another topic. */
  public WordCountSettings withInput(String topic) {
    return new WordCountSettings(brokers, topic, output, transactionTimeout, pausePerWord);
  }

  /** The same job with another transaction timeout. */
  public WordCountSettings withTransactionTimeout(Duration timeout) {
    return new WordCountSettings(brokers, input, output, timeout, pausePerWord);
  }

  /** The same job, slower. */
  public WordCountSettings withPausePerWord(Duration pause) {
    return new WordCountSettings(brokers, input, output, transactionTimeout, pause);
  }
}
