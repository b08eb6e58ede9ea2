/**
 * Avoided energy: CalTRACK 2.0 daily baselines, the school-calendar variant, and what may be
 * claimed.
 */
package io.campuspulse.metrics.savings;
