package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * What every source says of a space over one span, and which of them decides (METRICS §4
 * "Occupancy": counter, presence, PIR with CO2, PIR, CO2, light, timetable).
 *
 * @param counters head counts × 1000, one per zone
 * @param walked codes of {@link FootCount}: heads by entries and exits
 * @param presences own verdicts of presence sensors
 * @param motions sessions of motion sensors
 * @param air values of {@link Co2Presence}
 * @param light 1 lit, 0 dark
 * @param timetable 1 booked, 0 not
 */
record Sources(
    List<Track> counters,
    Track walked,
    List<Track> presences,
    List<Track> motions,
    Track air,
    Track light,
    Track timetable) {

  /** CO2 is live and cannot tell. */
  private static final Occupancy GUESS =
      new Occupancy(Occupancy.State.UNKNOWN, -1, Occupancy.Source.CO2);

  /** The instants at which any source changes. */
  long[] cuts(Interval judged) {
    List<Track> all = new ArrayList<>(counters);
    all.addAll(presences);
    all.addAll(motions);
    all.addAll(List.of(walked, air, light, timetable));
    return Cuts.of(judged, all);
  }

  /** The verdict at an instant. */
  Occupancy at(long t, long usedMinMilli) {
    long counted = allSum(counters, t);
    if (counted >= 0) {
      return Occupancy.counted(counted, usedMinMilli, Occupancy.Source.COUNTER);
    }
    long in = walked.at(t);
    if (in != Track.UNKNOWN) {
      Occupancy doors =
          Occupancy.counted(FootCount.heads(in), usedMinMilli, Occupancy.Source.IN_OUT);
      if (doors.headsMilli() == 0 || !FootCount.isWithinDrift(in)) {
        return doors;
      }
      Occupancy other = sensed(t, usedMinMilli);
      return other.state() == Occupancy.State.EMPTY ? other : doors;
    }
    Occupancy sensed = sensed(t, usedMinMilli);
    return sensed.source() == Occupancy.Source.NONE ? indirect(t) : sensed;
  }

  /** What sensors of presence and motion say, with CO2 where it is live too. */
  private Occupancy sensed(long t, long usedMinMilli) {
    long present = any(presences, t);
    if (present >= 0) {
      return Occupancy.presence(present > 0, Occupancy.Source.PRESENCE);
    }
    long co2 = air.at(t);
    long motion = any(motions, t);
    if (co2 != Track.UNKNOWN && motion >= 0) {
      boolean used = motion > 0 || (co2 & Co2Presence.LINGERING) != 0;
      return byAir(used, motion > 0, co2, usedMinMilli, Occupancy.Source.PIR_CO2);
    }
    if (motion >= 0) {
      return Occupancy.presence(motion > 0, Occupancy.Source.PIR);
    }
    if (co2 == Track.UNKNOWN) {
      return Occupancy.UNKNOWN;
    }
    if ((co2 & Co2Presence.UNSURE) != 0) {
      return GUESS;
    }
    boolean used = (co2 & Co2Presence.USED) != 0;
    return byAir(used, false, co2, usedMinMilli, Occupancy.Source.CO2);
  }

  /** What is left when no sensor says anything of people. */
  private Occupancy indirect(long t) {
    if (light.at(t) >= 0) {
      return Occupancy.presence(light.at(t) > 0, Occupancy.Source.LIGHT);
    }
    return timetable.at(t) >= 0
        ? Occupancy.presence(timetable.at(t) > 0, Occupancy.Source.TIMETABLE)
        : Occupancy.UNKNOWN;
  }

  /** A verdict with the heads of the CO2 balance; who moves is there, whatever the balance says. */
  private static Occupancy byAir(
      boolean used, boolean seen, long co2, long usedMinMilli, Occupancy.Source source) {
    long heads = Co2Presence.heads(co2);
    if (!used || heads < 0) {
      return Occupancy.presence(used, source);
    }
    long least = seen ? Math.max(1000, heads) : heads;
    boolean sparse = usedMinMilli > 1000 && least < usedMinMilli;
    return new Occupancy(sparse ? Occupancy.State.SPARSE : Occupancy.State.USED, least, source);
  }

  /** Counters of several zones add; all of them must be live. */
  private static long allSum(List<Track> tracks, long t) {
    long sum = tracks.isEmpty() ? Track.UNKNOWN : 0;
    for (Track track : tracks) {
      long v = track.at(t);
      if (v == Track.UNKNOWN) {
        return Track.UNKNOWN;
      }
      sum += v;
    }
    return sum;
  }

  /** 1 when any sensor sees somebody; 0 only when all are live and see nobody. */
  private static long any(List<Track> tracks, long t) {
    boolean all = !tracks.isEmpty();
    for (Track track : tracks) {
      long v = track.at(t);
      if (v > 0) {
        return 1;
      }
      all &= v == 0;
    }
    return all ? 0 : Track.UNKNOWN;
  }
}
