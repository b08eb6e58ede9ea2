/** Benches: what the service costs beside the least that its task could cost, in one run. */
package io.campuspulse.app.bench;
