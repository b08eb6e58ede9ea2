/** Encoders of payload conventions, written from the conventions' rules alone. */
package io.campuspulse.simulator.encode;
