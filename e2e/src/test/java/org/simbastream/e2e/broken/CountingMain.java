package org.simbastream.e2e.broken;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.recordings.load.WordCountJob;
import org.simbastream.recordings.load.WordCountSettings;

/** Counts the words of a topic, exactly once: {@code BROKERS INPUT OUTPUT INTERVAL_MS}. */
public final class CountingMain {

  private CountingMain() {}

  /** Submits it. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    env.enableCheckpointing(Long.parseLong(args[3]));
    WordCountJob.define(env, WordCountSettings.of(args[0], args[1], args[2]));
    env.execute("counting");
  }
}
