/** Load for measuring: publishes QoS 1 messages as fast as a broker takes them. */
package io.campuspulse.mqtt.bench;
