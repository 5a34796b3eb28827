package org.simbastream.job.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.simbastream.job.options.SimbaOptions;

/** Says in one sentence why brokers can't be talked to: the option, its value, the remedy. */
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
    return ("%s is '%s', with which Kafka's client can't be set up: %s; correct it or"
            + " simba.kafka.properties.*.")
        .formatted(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(), brokers, rootMessage(e));
  }

  /**
   * Why a client of the job couldn't be set up.
   *
   * @param prefix what its properties begin with
   */
  String ofClient(String prefix, ConfigException e) {
    return "%s* and %s* don't fit a client of this job: %s; correct or remove it."
        .formatted(prefix, CLIENT_OPTIONS, e.getMessage());
  }

  /** Why the brokers gave no answer. */
  String ofQuestion(KafkaException e) {
    if (e instanceof SaslAuthenticationException
        || e instanceof UnsupportedSaslMechanismException) {
      return ("%ssasl.jaas.config, with %ssasl.mechanism, does not let us in: the brokers at '%s'"
              + " say: %s; correct the user name, the password or the mechanism.")
          .formatted(CLIENT_OPTIONS, CLIENT_OPTIONS, brokers, e.getMessage());
    }
    if (e instanceof SslAuthenticationException) {
      return ("%sssl.truststore.location, with %sssl.keystore.location where the brokers ask for a"
              + " certificate, does not fit the brokers at '%s': %s; give the certificate that"
              + " signed theirs.")
          .formatted(CLIENT_OPTIONS, CLIENT_OPTIONS, brokers, rootMessage(e));
    }
    if (e instanceof TimeoutException) {
      return ("%s is '%s', where no broker answered within %d s; start Kafka, correct the address,"
              + " or set how to connect in simba.kafka.properties.*.")
          .formatted(
              SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
              brokers,
              BrokerQuestions.PATIENCE.toSeconds());
    }
    return "%s is '%s', where the brokers refuse: %s; see simba.kafka.properties.* for how to connect."
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
