package io.campuspulse.http;

/**
 * A request that carries a city's signature; null where a header is missing.
 *
 * @param method in capitals
 * @param path as sent, without query
 * @param query as sent, or null
 * @param accessKey {@code X-BG-HMAC-ACCESS-KEY}
 * @param signature {@code X-BG-HMAC-SIGNATURE}
 * @param algorithm {@code X-BG-HMAC-ALGORITHM}
 * @param date {@code X-BG-DATE-TIME}
 */
public record SignedRequest(
    String method,
    String path,
    String query,
    String accessKey,
    String signature,
    String algorithm,
    String date) {}
