package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.testing.Chromium;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser, from the running server: the figures that it shows are the API's. */
class PageIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static ApiServer server;
  private static Chromium browser;

  @BeforeAll
  static void start() {
    server = ApiServer.open();
    browser = new Chromium();
    browser.clock(ApiServer.NOW);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static void open(String language, int width, int height) {
    browser.open("http://127.0.0.1:" + server.port + "/", language, width, height);
    browser.until("document.querySelectorAll('[data-space]').length === 24");
    browser.until("document.querySelector('[data-metric=data_completeness]')?.dataset.value");
    browser.until("document.querySelectorAll('canvas').length === 4");
  }

  private static String text(String selector) {
    return browser.eval("document.querySelector('" + selector + "').textContent").asText();
  }

  private static BigDecimal total(String metric) {
    String body =
        server
            .get(
                "/api/v1/metrics/"
                    + metric
                    + "?scope=school:3303010001&from=2026-03-05&to=2026-03-12&resolution=total")
            .body();
    try {
      JsonNode value = new ObjectMapper().readTree(body).at("/series/0/points/0/value");
      return value.decimalValue();
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  @Test
  void the_page_shows_the_school_its_spaces_and_the_figures_of_the_api() {
    open("en", 1366, 768);
    assertThat(text("#school option")).isEqualTo("Wenzhou Vocational School");
    for (String metric : new String[] {"space_frequency", "energy_use", "carbon_emissions"}) {
      String shown =
          browser
              .eval("document.querySelector('[data-metric=" + metric + "]').dataset.value")
              .asText();
      assertThat(new BigDecimal(shown)).as(metric).isEqualByComparingTo(total(metric));
    }
    String used = server.get("/api/v1/spaces?state=used").body();
    assertThat(text("[data-count=used]"))
        .isEqualTo(used.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
    assertThat(text("[data-space=training-101]")).contains("Training 101", "CO₂", " s");
    assertThat(browser.eval("document.querySelectorAll('#energy tbody tr').length").asInt())
        .isEqualTo(14);
    browser.screenshot(PICTURES.resolve("page-1366-en.png"));
  }

  @Test
  void files_of_the_page_are_compressed_and_revalidated() {
    HttpResponse<String> plain = server.send("GET", server.port, "/app.js");
    HttpResponse<String> zipped =
        server.send("GET", server.port, "/app.js", "Accept-Encoding", "gzip");
    String tag = zipped.headers().firstValue("etag").orElseThrow();
    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(tag).isNotEqualTo(plain.headers().firstValue("etag").orElseThrow());
    assertThat(server.send("GET", server.port, "/app.js", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    assertThat(server.send("POST", server.port, "/app.js").statusCode()).isEqualTo(405);
  }

  @Test
  void the_language_is_switched_without_asking_the_server_again() {
    open("en", 1366, 768);
    browser.eval("document.getElementById('language').click()");
    browser.until("document.documentElement.lang === 'zh-CN'");
    assertThat(text("h1")).startsWith("校园脉搏");
    assertThat(text("#school option")).isEqualTo("温州职业技术学校");
    assertThat(text("#spaces h2")).isEqualTo("场所实时状态");
    browser.screenshot(PICTURES.resolve("page-1366-zh.png"));
    browser.prefer("dark");
    browser.screenshot(PICTURES.resolve("page-1366-zh-dark.png"));
    browser.prefer("light");
    browser.eval("localStorage.clear()");
  }

  @Test
  void a_phone_shows_everything_without_scrolling_sideways() {
    open("zh-CN", 390, 844);
    assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(390);
    browser.screenshot(PICTURES.resolve("page-390-zh.png"));
  }

  @Test
  void polls_that_bring_nothing_new_are_304() {
    open("en", 1366, 768);
    browser.until(
        "performance.getEntriesByType('resource')"
            + ".some(e => e.name.endsWith('/api/v1') && e.responseStatus === 304)");
    browser.until(
        "performance.getEntriesByType('resource')"
            + ".some(e => e.name.includes('/api/v1/spaces') && e.responseStatus === 304)");
  }

  @Test
  void the_console_stays_clean_under_the_content_security_policy() {
    open("en", 1366, 768);
    assertThat(browser.errors()).isEmpty();
    assertThat(
            browser
                .eval(
                    "performance.getEntriesByType('resource').every(e => "
                        + "e.name.startsWith(location.origin))")
                .asBoolean())
        .as("nothing comes from another origin")
        .isTrue();
  }
}
