/** What a virtual world is told to be: calendar, people, habits, sensors, faults. */
package io.campuspulse.simulator.scenario;
