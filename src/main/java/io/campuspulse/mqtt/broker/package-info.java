/** A small MQTT broker in this process, for the demo and for tests. */
package io.campuspulse.mqtt.broker;
