package io.campuspulse.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Vectors made with {@code openssl dgst -sha256 -hmac}, and every way to be refused. */
class IrsSignatureTest {
  private static final String DATE = "Mon, 02 Mar 2026 00:00:00 GMT";
  private static final long NOW = 1_772_409_600_000L;
  private static final String SECRET = "a-secret-for-tests-only";
  private static final String PATH = "/api/v1/link/catalog";
  private static final String SIGNATURE = "LyQVKxuenUQ9nComd5mQy7C86qtcIumyxNdGxfQZLkM=";

  private final AtomicLong now = new AtomicLong(NOW);
  private final IrsVerifier verifier =
      new IrsVerifier(
          Map.of(
              "wenzhou",
              new Credentials("wenzhou", SECRET),
              "taizhou",
              new Credentials("taizhou", "another-secret-for-tests")),
          now::get);

  private static String sign(String method, String path, String query, String key, String secret) {
    return IrsSignature.of(secret, IrsSignature.stringToSign(method, path, query, key, DATE));
  }

  private IrsVerifier.Verdict check(String key, String signature, String algorithm, String date) {
    return verifier.check(
        new IrsVerifier.Signed("GET", PATH, null, key, signature, algorithm, date));
  }

  @Test
  void signaturesAreThoseOfOpenssl() {
    assertThat(IrsSignature.date(NOW)).isEqualTo(DATE);
    assertThat(sign("GET", PATH, null, "wenzhou", SECRET)).isEqualTo(SIGNATURE);
    assertThat(sign("POST", "/push/batches", "", "campus-pulse", SECRET))
        .isEqualTo("0Ifk76nfH76vrZM9dEqi/uYIMvatwrcv2pki9JCi8Gc=");
    assertThat(
            sign(
                "get",
                PATH + "/3303020108.energy_use.P1D/page",
                "size=50&name=%e6%b8%a9%E5%B7%9E&page=2",
                "wenzhou",
                "密钥-with-unicode"))
        .isEqualTo("3OJ54r1AS8fRpGhYU5ue0c7gWqLDfNnftuCDV4W0aoI=");
    assertThat(sign("GET", "/r", "c=x+y%20z&a=2&b&a=1", "k.1", SECRET))
        .isEqualTo("QvQw+VrBJtIuMrW+OZ9QJTuopdLIDKOVSZA+RbMTLJI=");
  }

  @Test
  void whatIsSignedIsFiveLinesThatEachEnd() {
    assertThat(IrsSignature.stringToSign("GET", "/a", "b=2&a=1", "k", DATE))
        .isEqualTo("GET\n/a\na=1&b=2\nk\n" + DATE + "\n");
  }

  @Test
  void aRightSignatureNamesItsCity() {
    assertThat(check("wenzhou", SIGNATURE, "hmac-sha256", DATE).city()).contains("wenzhou");
  }

  @Test
  void aClockMayBeNinetySecondsOffAndNoMore() {
    for (long skew : new long[] {-90_000, 90_000}) {
      now.set(NOW + skew);
      assertThat(check("wenzhou", SIGNATURE, "hmac-sha256", DATE).city()).isPresent();
    }
    for (long skew : new long[] {-90_001, 90_001}) {
      now.set(NOW + skew);
      assertThat(check("wenzhou", SIGNATURE, "hmac-sha256", DATE).refusal())
          .isEqualTo("Clock skew exceeded");
    }
  }

  @Test
  void everythingElseIsRefusedInTheWordsOfTheProfile() {
    assertThat(check("nobody", SIGNATURE, "hmac-sha256", DATE).refusal())
        .isEqualTo("Invalid access key");
    assertThat(check(null, SIGNATURE, "hmac-sha256", DATE).refusal())
        .isEqualTo("Invalid access key");
    assertThat(check("wenzhou", SIGNATURE, "hmac-sha256", null).refusal())
        .isEqualTo("Clock skew exceeded");
    assertThat(check("wenzhou", SIGNATURE, "hmac-sha256", "2026-03-02T00:00:00Z").refusal())
        .isEqualTo("Clock skew exceeded");
    assertThat(check("wenzhou", null, "hmac-sha256", DATE).refusal())
        .isEqualTo("Invalid signature");
    assertThat(check("wenzhou", "%%%", "hmac-sha256", DATE).refusal())
        .isEqualTo("Invalid signature");
    assertThat(check("wenzhou", SIGNATURE, "hmac-sha1", DATE).refusal())
        .isEqualTo("Invalid signature");
    assertThat(check("taizhou", SIGNATURE, "hmac-sha256", DATE).refusal())
        .isEqualTo("Invalid signature");
    String other = "A" + SIGNATURE.substring(1);
    assertThat(check("wenzhou", other, "hmac-sha256", DATE).refusal())
        .isEqualTo("Invalid signature");
  }

  @Test
  void aSecretDoesNotPrintItself() {
    assertThat(new Credentials("k", SECRET).toString()).isEqualTo("k:(secret)");
  }
}
