package io.campuspulse.simulator.world;

import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.simulator.scenario.HabitRules;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Electric power and water flow of one school at one minute, as whole mW and mL so that every sum
 * is exact: rooms = lamps + air conditioner + plugs + machines; buildings = rooms + common loads;
 * school = buildings + grounds. The sun's yield is apart. Not thread-safe.
 */
final class Loads {
  /** Share of the working power while the tool is not in the work-piece. */
  private static final double AIR_CUT = 0.65;

  final long[] lamps;
  final long[] hvac;
  final long[] plugs;
  final long[] machines;
  final long[] rooms;
  final long[] common;
  final long[] buildings;
  long grounds;
  long school;

  /** Power of the photovoltaic plant, mW; its size is one per school. */
  long sun;

  /** Water by room, by building and of the whole school, mL in this minute. */
  final long[] waterRooms;

  final long[] waterBuildings;
  long water;

  private final Site site;
  private final Dice dice;
  private final Optional<HabitRules.Saving> saving;
  private final HabitRules.Leak leak;
  private final boolean[] leaks;
  private final double[] area;
  private final double[] buildingArea;
  private long sunPeak;

  Loads(Site site, Dice dice, HabitRules habits) {
    this.site = site;
    this.dice = dice;
    this.saving = habits.saving();
    this.leak = habits.leak();
    this.leaks = new boolean[site.buildings.size()];
    for (int b = 0; b < leaks.length; b++) {
      leaks[b] = dice.chance(leak.buildings(), site.key + b, 0, 602);
    }
    int n = site.rooms.size();
    lamps = new long[n];
    hvac = new long[n];
    plugs = new long[n];
    rooms = new long[n];
    area = new double[n];
    machines = new long[site.machines.size()];
    common = new long[site.buildings.size()];
    buildings = new long[site.buildings.size()];
    buildingArea = new double[site.buildings.size()];
    waterRooms = new long[n];
    waterBuildings = new long[site.buildings.size()];
    for (Site.Room room : site.rooms) {
      area[room.index()] = area(room.space());
      buildingArea[room.building()] += area[room.index()];
      sunPeak += (long) (area[room.index()] * 24_000);
    }
  }

  static double area(Space space) {
    return Math.max(8, space.area().latest().map(BigDecimal::doubleValue).orElse(70.0));
  }

  /** Computes the loads of a minute. */
  void at(DayPlan plan, int minute) {
    long time = plan.weather.day * 1_440 + minute;
    int percent =
        saving.filter(s -> !plan.date.isBefore(s.from())).map(s -> 100 - s.percent()).orElse(100);
    for (Site.Room room : site.rooms) {
      room(room, plan, minute, percent);
    }
    for (Site.Machine machine : site.machines) {
      machine(machine, plan, minute, time, percent);
    }
    school = 0;
    for (int b = 0; b < buildings.length; b++) {
      common[b] = share(commonPower(b, minute), percent);
      buildings[b] += common[b];
      school += buildings[b];
    }
    boolean dark = plan.weather.irradiance[minute] < 5;
    grounds = share(1_500_000 + (dark ? 1_200_000 : 0), percent);
    school += grounds;
    double yield = sunPeak * plan.weather.irradiance[minute] / 1_000 * 0.82;
    sun = (long) yield;
    water(plan, minute);
  }

  /** In steps of 100 mW, so that any whole percentage is exact. */
  private static long share(long milliwatt, int percent) {
    return milliwatt / 100 * percent;
  }

  private long commonPower(int b, int minute) {
    double day = minute > 400 && minute < 1_320 ? 1 : 0.35;
    return (long) (buildingArea[b] * 1_100 * day) + 180_000;
  }

  private void room(Site.Room room, DayPlan plan, int minute, int percent) {
    int i = room.index();
    if (i == 0) {
      Arrays.fill(buildings, 0);
    }
    lamps[i] = plan.lamps[i][minute] ? share((long) (area[i] * 7_500), percent) : 0;
    hvac[i] = share(hvacPower(room, plan, minute), percent);
    double each = room.space().type() == SpaceType.OFFICE ? 95_000 : 6_000;
    long people = (long) (plan.people[i][minute] * each);
    plugs[i] = share((long) (area[i] * 450) + people, percent);
    rooms[i] = lamps[i] + hvac[i] + plugs[i];
    buildings[room.building()] += rooms[i];
  }

  private long hvacPower(Site.Room room, DayPlan plan, int minute) {
    if (!plan.hvac[room.index()][minute]) {
      return 4_000;
    }
    float out = plan.weather.temperature[minute];
    double lift = out > 20 ? Math.max(0, out - 24) : Math.max(0, 20 - out);
    double perSquareMetre = Math.min(34, 5 + 1.7 * lift);
    boolean compressor = (minute + (room.key() & 15)) % 12 < 8;
    return (long) (area[room.index()] * perSquareMetre * 1_000 * (compressor ? 1.15 : 0.7));
  }

  private void machine(Site.Machine machine, DayPlan plan, int minute, long time, int percent) {
    MachineKind kind = machine.kind();
    int i = machine.index();
    if (kind.use() == MachineKind.Use.HVAC || kind.use() == MachineKind.Use.LAMPS) {
      // the room's own circuit, already in the room's sum
      machines[i] =
          kind.use() == MachineKind.Use.HVAC ? hvac[machine.room()] : lamps[machine.room()];
      return;
    }
    byte state = plan.machines[i][minute];
    double power = kind.offMilliwatt();
    if (state == Machines.WORKING) {
      double swing = 0.8 + 0.4 * dice.unit(machine.key(), time, 601);
      boolean air =
          kind.use() == MachineKind.Use.LESSON
              && !Machines.toolDown(machine, plan.machines[i], minute);
      double work = kind.workShare() * (air ? AIR_CUT : 1);
      power = kind.ratedMilliwatt() * Math.min(1, work * swing);
    } else if (state != Machines.OFF) {
      double swing = 0.96 + 0.08 * dice.unit(machine.key(), time, 601);
      power = kind.ratedMilliwatt() * kind.idleShare() * swing;
    }
    machines[i] = share((long) power, percent);
    rooms[machine.room()] += machines[i];
    buildings[site.rooms.get(machine.room()).building()] += machines[i];
  }

  private void water(DayPlan plan, int minute) {
    Arrays.fill(waterBuildings, 0);
    for (Site.Room room : site.rooms) {
      long each =
          switch (room.space().type()) {
            case DORMITORY ->
                (minute > 370 && minute < 460) || (minute > 1_240 && minute < 1_340) ? 700 : 20;
            case CANTEEN -> 180;
            case SPORTS_VENUE -> 90;
            default -> 22;
          };
      waterRooms[room.index()] = plan.people[room.index()][minute] * each;
      waterBuildings[room.building()] += waterRooms[room.index()];
    }
    water = minute > 300 && minute < 330 ? 12_000 : 0;
    boolean runs = !plan.date.isBefore(leak.from()) && !plan.date.isAfter(leak.to());
    for (int b = 0; b < buildings.length; b++) {
      waterBuildings[b] += leaks[b] && runs ? leak.litresPerHour() * 1_000 / 60 : 0;
      water += waterBuildings[b];
    }
  }
}
