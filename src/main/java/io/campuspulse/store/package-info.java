/** Ports: the time series of accepted readings, and the facts computed from them. */
package io.campuspulse.store;
