package io.campuspulse.city;

/**
 * A city's answer.
 *
 * @param status HTTP status
 * @param body text, at most some hundred kilobytes
 * @param retryAfterMillis what the city asked to wait, 0 when it did not
 */
record Response(int status, String body, long retryAfterMillis) {}
