/** From journal to stores: decode, resolve, normalize, fold; counters and the balance equation. */
package io.campuspulse.ingest;
