package org.simbastream.job.options;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.GlobalConfiguration;

/** Decides which values must not be shown. */
final class Secrets {

  private static final String HIDDEN = "******";

  // simba-stream's own options hold no other secret, although simba.chunk.tokens sounds like one.
  private static final Set<String> HARMLESS =
      OptionGroup.allOptions().stream()
          .filter(option -> !option.equals(SimbaOptions.RECORD_MASK_KEY_SECRET))
          .map(ConfigOption::key)
          .collect(Collectors.toSet());

  private Secrets() {}

  /** The value to show for a key: itself, or stars. */
  static String shown(String key, String value) {
    return isSecret(key) ? HIDDEN : value;
  }

  private static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return !HARMLESS.contains(key)
        && (GlobalConfiguration.isSensitive(lower)
            || lower.contains("ssl.key")
            || lower.contains("ssl.truststore.certificates")
            || lower.contains("credential"));
  }
}
