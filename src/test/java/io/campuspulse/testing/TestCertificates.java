package io.campuspulse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes self-signed certificates and keys as PEM files, with the JDK's keytool. */
public final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private TestCertificates() {}

  /** The files of one certificate; it is its own authority. */
  public record Pair(Path certificate, Path key) {}

  /**
   * Makes a certificate.
   *
   * @param name common name, and stem of the files
   * @param subjectAltName such as {@code ip:127.0.0.1} or {@code dns:example.org}
   */
  public static Pair selfSigned(Path dir, String name, String subjectAltName)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = dir.resolve(name + ".p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "x", "-keyalg", "EC", "-groupname"));
    command.addAll(List.of("secp256r1", "-validity", "2", "-dname", "CN=" + name));
    command.addAll(List.of("-ext", "san=" + subjectAltName, "-ext", "bc:critical=ca:true"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + output);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path certificate = dir.resolve(name + ".crt");
    Path key = dir.resolve(name + ".key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("x").getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey("x", PASSWORD.toCharArray()).getEncoded()));
    return new Pair(certificate, key);
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
