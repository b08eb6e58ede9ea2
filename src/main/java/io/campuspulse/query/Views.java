package io.campuspulse.query;

/**
 * What can be read: all of it thread-safe.
 *
 * @param figures answers from facts; may block
 * @param lessons the lesson ledger; may block
 * @param readings what facts are folded from; may block
 * @param live the newest state; never blocks
 */
public record Views(Figures figures, LessonLedger lessons, Readings readings, LiveView live) {}
