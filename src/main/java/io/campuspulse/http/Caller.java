package io.campuspulse.http;

/**
 * Who calls.
 *
 * @param name for logs; never the key
 * @param role what they may do
 */
public record Caller(String name, Role role) {}
