package org.simbastream.job.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.simbastream.job.options.SimbaOptions;

/** Describes in one sentence why brokers can't be used: the option, its value, the remedy. */
final class ConnectionProblem {

  private static final String CLIENT_OPTIONS = "simba.kafka.properties.";

  private final String brokers;

  /**
   * @param brokers the value of {@code simba.kafka.bootstrap-servers}
   */
  ConnectionProblem(String brokers) {
    this.brokers = brokers;
  }

  /** Why Kafka's client couldn't be set up. */
  String ofSetUp(KafkaException e) {
    return ("%s is '%s', and Kafka's client can't be set up with it: %s; correct it or"
            + " simba.kafka.properties.*.")
        .formatted(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(), brokers, rootMessage(e));
  }

  /**
   * Why a client of the job couldn't be set up.
   *
   * @param prefix the prefix of its properties
   */
  String ofClient(String prefix, ConfigException e) {
    return "%s* and %s* are not valid for a Kafka client of this job: %s; correct or remove it."
        .formatted(prefix, CLIENT_OPTIONS, e.getMessage());
  }

  /** Why the brokers gave no answer. */
  String ofQuestion(KafkaException e) {
    if (e instanceof SaslAuthenticationException
        || e instanceof UnsupportedSaslMechanismException) {
      return ("%ssasl.jaas.config and %ssasl.mechanism: authentication failed at the brokers '%s':"
              + " %s; correct the user name, the password or the mechanism.")
          .formatted(CLIENT_OPTIONS, CLIENT_OPTIONS, brokers, e.getMessage());
    }
    if (e instanceof SslAuthenticationException) {
      return ("%sssl.truststore.location (and %sssl.keystore.location, if the brokers ask for a"
              + " certificate): TLS failed at the brokers '%s': %s; give a truststore with the"
              + " certificate that signed theirs.")
          .formatted(CLIENT_OPTIONS, CLIENT_OPTIONS, brokers, rootMessage(e));
    }
    if (e instanceof TimeoutException) {
      return ("%s is '%s', but no broker answered within %d s; start Kafka, correct the address,"
              + " or set security.protocol and other connection properties in"
              + " simba.kafka.properties.*.")
          .formatted(
              SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
              brokers,
              BrokerQueries.PATIENCE.toSeconds());
    }
    return "%s is '%s', but the brokers refused the request: %s; check simba.kafka.properties.*."
        .formatted(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(), brokers, rootMessage(e));
  }

  static String rootMessage(KafkaException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
