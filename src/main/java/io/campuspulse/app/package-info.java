/**
 * Composition root: the one place that names implementations, starts in order, stops in reverse.
 */
package io.campuspulse.app;
