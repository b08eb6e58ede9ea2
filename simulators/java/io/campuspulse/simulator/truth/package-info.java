/** Figures computed from the truth alone, with code that nothing else shares. */
package io.campuspulse.simulator.truth;
