/** Generated registries of whole cities. */
package io.campuspulse.simulator.city;
