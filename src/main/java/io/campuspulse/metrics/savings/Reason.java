package io.campuspulse.metrics.savings;

/**
 * Why savings may not be claimed.
 *
 * @param code stable word, such as {@code fsu_above_limit}
 * @param sentence what was found and what the rule is
 */
public record Reason(String code, String sentence) {}
