package io.campuspulse.store.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InfluxSettingsTest {
  private static final InfluxTarget TARGET = new InfluxTarget.V1("campus", "", true);
  private static final URI URL = URI.create("http://127.0.0.1:8086");

  private static InfluxSettings at(String url) {
    return InfluxSettings.of(URI.create(url), TARGET, InfluxCredentials.NONE);
  }

  @Test
  void anAddressThatIsNotHttpIsRefused() {
    assertThatThrownBy(() -> at("ftp://host"))
        .hasMessage("InfluxDB address ftp://host does not begin with http:// or https://");
    assertThatThrownBy(() -> at("http:///x"))
        .hasMessage("InfluxDB address http:///x names no host");
  }

  @Test
  void anAddressWithAPasswordIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> at("http://me:hunter2@host:8086"))
        .hasMessageContaining("holds more than scheme, host, port and path")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aTimeoutOutOfRangeIsRefused() {
    assertThatThrownBy(
            () ->
                new InfluxSettings(
                    URL,
                    TARGET,
                    InfluxCredentials.NONE,
                    InfluxCredentials.NONE,
                    Duration.ZERO,
                    InfluxSettings.REQUEST_TIMEOUT))
        .hasMessage("InfluxDB connect timeout 0 ms is not within 1 ms to 5 min");
    assertThatThrownBy(
            () ->
                new InfluxSettings(
                    URL,
                    TARGET,
                    InfluxCredentials.NONE,
                    InfluxCredentials.NONE,
                    InfluxSettings.CONNECT_TIMEOUT,
                    Duration.ofHours(1)))
        .hasMessage("InfluxDB request timeout 3600000 ms is not within 1 ms to 5 min");
  }

  @Test
  void aDatabaseNameThatNeedsQuotingIsRefused() {
    assertThatThrownBy(() -> new InfluxTarget.V1("a\"; DROP DATABASE b", "", true))
        .hasMessageContaining("is not 1 to 64 of A-Z a-z 0-9 _ . -");
    assertThatThrownBy(() -> new InfluxTarget.V1("a", "two words", true))
        .hasMessageContaining("retention policy \"two words\"");
    assertThatThrownBy(() -> new InfluxTarget.V2(" ", "b")).hasMessage("org is blank");
    assertThatThrownBy(() -> new InfluxTarget.V2("o", "")).hasMessage("bucket is blank");
  }

  @Test
  void aSecretIsNeverShown() {
    InfluxSettings settings =
        InfluxSettings.of(URL, TARGET, InfluxCredentials.login("me", "hunter2"));
    assertThat(settings.toString())
        .contains("credentials (hidden)")
        .doesNotContain("hunter2")
        .doesNotContain(settings.credentials().authorization());
  }

  @Test
  void aTokenThatNoHeaderCanHoldIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> InfluxCredentials.token("abc\r\nX-Evil: 1"))
        .hasMessageContaining("at position 9")
        .hasMessageNotContaining("Evil");
    assertThatThrownBy(() -> InfluxCredentials.token(" ")).hasMessage("InfluxDB token is blank");
  }
}
