package io.campuspulse.http;

import io.campuspulse.ops.Readiness;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/**
 * What the operations port reads.
 *
 * @param readiness the checks behind {@code /readyz}
 * @param meters what {@code /metrics} prints
 * @param clock dates responses
 */
public record OperationsReads(Readiness readiness, PrometheusMeterRegistry meters, Clock clock) {}
