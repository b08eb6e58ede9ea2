package io.campuspulse.simulator.city;

import java.util.Set;

/**
 * The makes of devices in a generated school and the conventions that they speak. A school buys
 * from one of three suppliers, so that neighbours differ.
 */
final class Makes {
  private final String school;
  private final Set<String> conventions;
  private final int supplier;

  Makes(String school, Set<String> conventions) {
    this.school = school;
    this.conventions = conventions;
    this.supplier = Math.floorMod(school.hashCode(), 3);
  }

  /** The convention of a make, {@code campus} where the installation cannot decode it. */
  private String convention(String make) {
    String wanted =
        switch (make) {
          case "room-controller" -> pick("campus", "zigbee2mqtt", "aliyun_alink");
          case "air" -> pick("campus", "chirpstack_v4", "senml");
          case "plug" -> pick("tasmota", "shelly_gen2", "tasmota");
          case "machine" -> pick("opcua_pubsub_json", "sparkplug_b", "campus");
          case "building-meter" -> pick("campus", "modbus", "sparkplug_b");
          default -> "campus";
        };
    return conventions.contains(wanted) ? wanted : "campus";
  }

  private String pick(String first, String second, String third) {
    return supplier == 0 ? first : supplier == 1 ? second : third;
  }

  private String identity(String convention, String device) {
    return switch (convention) {
      case "chirpstack_v4" -> String.format("%016x", devEui(device));
      case "zigbee2mqtt" -> school + "/" + device;
      case "opcua_pubsub_json" -> school + "-opc/" + device;
      case "sparkplug_b" -> school + "/" + device;
      case "aliyun_alink" -> "a1CampusRoom/" + device;
      default -> device;
    };
  }

  /** A number that is unique as long as device ids are (FNV-1a). */
  private static long devEui(String device) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < device.length(); i++) {
      h = (h ^ device.charAt(i)) * 0x100000001B3L;
    }
    return h;
  }

  /** Appends a device of a make. */
  void device(StringBuilder out, String make, String id, String subject) {
    String convention = convention(make);
    out.append("  - {id: ").append(id).append(", profile: ").append(make);
    if (!convention.equals("campus")) {
      out.append(", identity: \"").append(identity(convention, id)).append('"');
    }
    out.append(", ").append(subject).append("}\n");
  }

  /** The profiles section. */
  String profiles() {
    StringBuilder out = new StringBuilder("profiles:\n");
    profile(out, "room-controller", "1m", "motion: motion", "illuminance: illuminance", light());
    String prefix = convention("air").equals("chirpstack_v4") ? "object." : "";
    profile(
        out,
        "air",
        "5m",
        prefix + "co2: co2",
        prefix + "temperature: temperature",
        prefix + "humidity: humidity");
    profile(out, "people-counter", "1m", "people: people");
    meter(out, "room-meter", "5m", "30kW");
    meter(out, "hall-meter", "5m", "120kW");
    meter(out, "building-meter", "1m", "2MW");
    profile(
        out,
        "machine",
        "1m",
        "energy: {quantity: energy_register, role: main}",
        "power: {quantity: power, role: main}",
        "state: machine_state");
    plug(out);
    profile(
        out,
        "grid",
        "1m",
        "import: {quantity: energy_register, role: main, rollover: 100000000kWh,"
            + " rated_power: 8MW}",
        "export: {quantity: energy_export_register, role: main, rollover: 100000000kWh}",
        "power: {quantity: power, role: main}",
        "power_a: {quantity: power, role: info}",
        "power_b: {quantity: power, role: info}",
        "power_c: {quantity: power, role: info}");
    profile(
        out,
        "solar",
        "1m",
        "energy: energy_generation_register",
        "power: {quantity: power, role: info}");
    profile(
        out,
        "water",
        "5m",
        "volume: {quantity: water_register, role: main, rollover: 1000000m3}",
        "flow: {quantity: flow, role: main}");
    profile(out, "weather", "5m", "temperature: temperature", "humidity: humidity", "co2: co2");
    return out.toString();
  }

  private String light() {
    return convention("room-controller").equals("zigbee2mqtt") ? "state: light" : "light: light";
  }

  private void plug(StringBuilder out) {
    switch (convention("plug")) {
      case "tasmota" ->
          profile(
              out,
              "plug",
              "1m",
              "ENERGY.Total: {quantity: energy_register, role: main}",
              "ENERGY.Power: {quantity: power, role: main}");
      case "shelly_gen2" ->
          profile(
              out,
              "plug",
              "1m",
              "\"switch:0.aenergy.total\": {quantity: energy_register, role: main}",
              "\"switch:0.apower\": {quantity: power, role: main}");
      default ->
          profile(
              out,
              "plug",
              "1m",
              "energy: {quantity: energy_register, role: main}",
              "power: {quantity: power, role: main}");
    }
  }

  private void meter(StringBuilder out, String name, String interval, String rated) {
    profile(
        out,
        name,
        interval,
        "energy: {quantity: energy_register, role: main, rollover: 10000000kWh, rated_power: "
            + rated
            + "}",
        "power: {quantity: power, role: main}");
  }

  private void profile(StringBuilder out, String name, String interval, String... points) {
    out.append("  ").append(name).append(":\n");
    out.append("    convention: ").append(convention(name)).append('\n');
    out.append("    interval: ").append(interval).append('\n').append("    points:\n");
    for (String point : points) {
      out.append("      ").append(point).append('\n');
    }
  }
}
