package io.campuspulse.city;

import java.util.Objects;

/**
 * An access key and its secret. It never prints the secret.
 *
 * @param accessKey public name of the key
 * @param secret at least 16 characters
 */
public record Credentials(String accessKey, String secret) {
  public Credentials {
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secret, "secret");
  }

  @Override
  public String toString() {
    return accessKey + ":(secret)";
  }
}
