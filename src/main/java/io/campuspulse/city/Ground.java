package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.query.Figures;
import io.campuspulse.query.LiveView;
import io.campuspulse.registry.Campus;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What links are built on.
 *
 * @param campus the registry in force
 * @param figures answers; may block
 * @param live newest readings and watermarks
 * @param graceMillis how long after a watermark has passed an interval stays provisional
 * @param outbox what links remember
 * @param clock epoch milliseconds
 */
public record Ground(
    Supplier<Campus> campus,
    Figures figures,
    LiveView live,
    long graceMillis,
    Outbox outbox,
    LongSupplier clock) {}
