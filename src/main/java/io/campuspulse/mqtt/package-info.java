/** Messages from an MQTT broker, acknowledged only after they are durable. */
package io.campuspulse.mqtt;
