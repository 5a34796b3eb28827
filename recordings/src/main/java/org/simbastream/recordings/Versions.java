package org.simbastream.recordings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** The versions of what is recorded. */
final class Versions {

  private Versions() {}

  static Map<String, String> ofWhatRuns() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("kafka", AppInfoParser.getVersion());
    versions.put("flink", EnvironmentInformation.getVersion());
    versions.put(
        "flinkKafkaConnector",
        String.valueOf(KafkaSource.class.getPackage().getImplementationVersion()));
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }
}
