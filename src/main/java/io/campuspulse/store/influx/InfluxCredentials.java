package io.campuspulse.store.influx;

import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;

/**
 * How we sign in, or nothing.
 *
 * @param authorization value of the {@code Authorization} header, empty without one
 */
public record InfluxCredentials(String authorization) {
  /** For a server that asks nobody who they are. */
  public static final InfluxCredentials NONE = new InfluxCredentials("");

  public InfluxCredentials {
    for (int i = 0; i < authorization.length(); i++) {
      char c = authorization.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            "InfluxDB credentials hold a character that no HTTP header can, at position " + i);
      }
    }
  }

  /** A user of InfluxDB 1.x. */
  public static InfluxCredentials login(String user, String password) {
    if (user.isBlank()) {
      throw new IllegalArgumentException("InfluxDB user is blank");
    }
    return new InfluxCredentials(Credentials.basic(user, password, StandardCharsets.UTF_8));
  }

  /** A token of InfluxDB 2.x or 3. */
  public static InfluxCredentials token(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("InfluxDB token is blank");
    }
    return new InfluxCredentials("Token " + token.strip());
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return authorization.isEmpty() ? "no credentials" : "credentials (hidden)";
  }
}
