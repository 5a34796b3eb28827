package org.simbastream.testbed.kafka;

import java.nio.file.Path;
import java.util.Map;

/**
 * The security of an embedded broker: clients need TLS, and a user's password by SASL/SCRAM. The
 * controller, to which no client connects, is not secured.
 *
 * @param keystore a PKCS#12 file with the broker's key and certificate, for {@code 127.0.0.1}
 * @param keystorePassword the file's password
 * @param truststore a PKCS#12 file with the certificate to trust, for clients
 * @param truststorePassword the file's password
 * @param user the one user there is, without quotes
 * @param password the user's password, without quotes
 */
public record BrokerSecurity(
    Path keystore,
    String keystorePassword,
    Path truststore,
    String truststorePassword,
    String user,
    String password) {

  static final String PROTOCOL = "SASL_SSL";

  private static final String MECHANISM = "SCRAM-SHA-256";

  /** The authentication properties of clients, by Kafka's names. */
  public Map<String, String> clientSettings() {
    return Map.of(
        "security.protocol",
        PROTOCOL,
        "sasl.mechanism",
        MECHANISM,
        "sasl.jaas.config",
        loginModule(),
        "ssl.truststore.location",
        truststore.toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        truststorePassword);
  }

  /** The broker's security settings, including its connections to itself. */
  Map<String, String> brokerSettings() {
    return Map.of(
        "ssl.keystore.location",
        keystore.toString(),
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.password",
        keystorePassword,
        "ssl.truststore.location",
        truststore.toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        truststorePassword,
        "sasl.enabled.mechanisms",
        MECHANISM,
        "sasl.mechanism.inter.broker.protocol",
        MECHANISM,
        "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config",
        loginModule());
  }

  /** The user as Kafka's formatter takes it. */
  String scramArgument() {
    return "%s=[name=%s,password=%s]".formatted(MECHANISM, user, password);
  }

  private String loginModule() {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "BrokerSecurity[user=" + user + ", keystore=" + keystore + "]";
  }
}
