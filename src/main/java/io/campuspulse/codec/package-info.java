/** Payload conventions: bytes of one MQTT message to native readings, or the reason why not. */
package io.campuspulse.codec;
