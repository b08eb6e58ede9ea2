/** The virtual world in event time: weather, people, rooms, machines, meters, and the truth. */
package io.campuspulse.simulator.world;
