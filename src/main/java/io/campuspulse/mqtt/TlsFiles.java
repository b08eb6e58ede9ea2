package io.campuspulse.mqtt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes a TLS socket factory from PEM files; whatever is wrong with one stops the start. */
final class TlsFiles {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final char[] NO_PASSWORD = new char[0];

  private TlsFiles() {}

  /**
   * The factory for these settings.
   *
   * @throws IllegalArgumentException when a file cannot be used, with a sentence that names it
   */
  static SSLSocketFactory load(MqttSettings.Tls tls) {
    try {
      TrustManager[] trust = tls.caFile().isPresent() ? trust(tls.caFile().get()) : null;
      KeyManager[] keys =
          tls.certificateFile().isPresent()
              ? keys(tls.certificateFile().get(), tls.keyFile().orElseThrow())
              : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("tls: the files cannot be used: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(Path caFile) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates("caFile", caFile)) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(Path certificateFile, Path keyFile)
      throws GeneralSecurityException, IOException {
    Certificate[] chain =
        certificates("certificateFile", certificateFile).toArray(Certificate[]::new);
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key(keyFile), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String name, Path file)
      throws IOException {
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(notPem(name, file), e);
    }
    throw new IllegalArgumentException(notPem(name, file));
  }

  private static String notPem(String name, Path file) {
    return "tls " + name + " " + file + ": must hold X.509 certificates in PEM";
  }

  private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
    Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    String rule =
        "tls keyFile "
            + file
            + ": must hold an unencrypted PKCS #8 key in PEM, RSA or EC"
            + " (convert: openssl pkcs8 -topk8 -nocrypt)";
    if (!pem.find()) {
      throw new IllegalArgumentException(rule);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      for (String algorithm : List.of("RSA", "EC")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
          // not a key of this kind; the next kind, or the sentence below
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }
}
