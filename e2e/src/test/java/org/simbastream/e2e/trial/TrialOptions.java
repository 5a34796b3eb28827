package org.simbastream.e2e.trial;

import java.util.HashMap;
import java.util.Map;
import org.simbastream.e2e.check.OutputKind;

/**
 * The job's options: those by which a replay gives equal numbers, and those by which a broken
 * recovery shows. Closed chunks stay in the bundle until a barrier or a watermark, so that a bundle
 * that is not run before the barrier is missed.
 */
final class TrialOptions {

  private TrialOptions() {}

  static Map<String, String> of(String brokers, String name) {
    Map<String, String> options = new HashMap<>();
    options.put("simba.name", name);
    options.put("simba.kafka.bootstrap-servers", brokers);
    options.put("simba.input.topics", input(name));
    options.put("simba.record.malformed-text", "reject"); // so that there are dead letters
    options.put("simba.output.work.enabled", "false");
    for (OutputKind kind : OutputKind.values()) {
      options.put("simba.output." + kind.title() + ".topic", topic(name, kind));
    }
    options.put("simba.checkpoint.interval", "1 s");
    // without the clock a replay gives equal numbers
    options.put("simba.window.silence", "false"); // the input's end would decide which are told
    options.put("simba.chunk.max-wait", "0 s");
    options.put("simba.chunk.tokens", "128");
    options.put("simba.bundle.max-wait", "10 min");
    options.put("simba.bundle.tokens", "1000000");
    options.put("pipeline.auto-watermark-interval", "2 s");
    options.put("pipeline.generic-types", "false");
    return options;
  }

  static String input(String name) {
    return name + "-input";
  }

  static String topic(String name, OutputKind kind) {
    return name + "-" + kind.title();
  }
}
