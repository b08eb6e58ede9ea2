package io.campuspulse.simulator.world;

/** What flows through a meter in a minute: mW for energy, mL for water, thousandths for people. */
interface Flow {
  long perMinute(Moment now);
}
