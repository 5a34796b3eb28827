package org.simbastream.testbed.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the key and certificate of a broker with the JDK's keytool. */
public final class BrokerCertificates {

  private final Path directory;

  /**
   * @param directory where its files go
   */
  public BrokerCertificates(Path directory) {
    this.directory = directory;
  }

  /** The security of a broker with a new self-signed certificate. */
  public BrokerSecurity security(
      String keystorePassword, String truststorePassword, String user, String password)
      throws Exception {
    Path keystore = directory.resolve("broker.p12");
    Path truststore = truststore("trusted.p12", keystore, keystorePassword, truststorePassword);
    return new BrokerSecurity(
        keystore, keystorePassword, truststore, truststorePassword, user, password);
  }

  /** Makes a key, and a file that trusts its certificate. */
  public Path truststore(String name, Path keystore, String keyPassword, String trustPassword)
      throws Exception {
    Path certificate = directory.resolve(name + ".cer");
    Path truststore = directory.resolve(name);
    keytool(
        keyPassword,
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-validity",
        "2",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-keystore",
        keystore.toString());
    keytool(
        keyPassword,
        "-exportcert",
        "-alias",
        "broker",
        "-file",
        certificate.toString(),
        "-keystore",
        keystore.toString());
    keytool(
        trustPassword,
        "-importcert",
        "-noprompt",
        "-alias",
        "broker",
        "-file",
        certificate.toString(),
        "-storetype",
        "PKCS12",
        "-keystore",
        truststore.toString());
    return truststore;
  }

  private static void keytool(String password, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", password));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
