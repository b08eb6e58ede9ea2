/** Stores in memory: for offline computation and tests; nothing survives the process. */
package io.campuspulse.store.memory;
