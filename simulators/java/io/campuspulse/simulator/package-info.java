/** The virtual campus over MQTT and into files. */
package io.campuspulse.simulator;
