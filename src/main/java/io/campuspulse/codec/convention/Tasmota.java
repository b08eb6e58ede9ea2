package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import io.campuspulse.codec.rules.Units;
import io.campuspulse.model.RawMessage;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tasmota with any FullTopic: {@code tele} or {@code stat} somewhere, the kind of message last.
 * Time is the device's wall clock unless it says an offset or an epoch.
 */
public final class Tasmota implements Convention {
  private static final String ID = "tasmota";
  private static final Pattern TELEMETRY = Pattern.compile("SENSOR|STATE|ENERGY|STATUS\\d{0,2}");
  private static final Pattern OTHER =
      Pattern.compile("RESULT|POWER\\d{0,2}|INFO\\d|UPTIME|LOGGING|MARGINS|HASS_STATE");

  /** Keys that identify or describe; at any depth. */
  private static final Set<String> NOT_READINGS =
      Set.of(
          "Time",
          "Epoch",
          "TempUnit",
          "PressureUnit",
          "SpeedUnit",
          "Id",
          "TotalStartTime",
          "SSId",
          "BSSId",
          "Hostname",
          "IPAddress",
          "Mac",
          "mac",
          "Version");

  private static final Set<String> ZIGBEE_IDENTITY =
      Set.of("Device", "Name", "Endpoint", "Group", "IEEEAddr", "ModelId", "Manufacturer");

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public Tasmota(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    if (topic.size() < 3) {
      return false;
    }
    if (topic.level(0).equals("cmnd")) {
      return true;
    }
    String last = topic.last();
    return (last.equals("LWT")
            || TELEMETRY.matcher(last).matches()
            || OTHER.matcher(last).matches())
        && device(topic) != null;
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    byte[] payload = message.payload();
    if (topic.last().equals("LWT")) {
      return payload.length == 0
          ? Readings.nothing(ID)
          : Readings.only(ID, device(topic), Bodies.state(Texts.plain(payload)));
    }
    if (topic.level(0).equals("cmnd") || !TELEMETRY.matcher(topic.last()).matches()) {
      Bodies.checkIfJson(json, payload);
      return Readings.nothing(ID);
    }
    JsonTree.Obj body = Bodies.object(json, payload);
    Readings readings = new Readings(limits);
    String device = device(topic);
    Frame frame = new Frame(body);
    boolean status = topic.last().startsWith("STATUS");
    for (int i = 0; i < body.size(); i++) {
      String key = body.key(i);
      if (key.equals("StatusSNS") || key.equals("StatusSTS")) {
        block(device, Bodies.object(body.value(i), key), readings);
      } else if (!status && !key.startsWith("Status")) {
        entry(device, key, body.value(i), frame, readings);
      }
    }
    return readings.result(ID);
  }

  /** The levels between prefix and last, or the one before the prefix; null when there is none. */
  private static String device(Topic topic) {
    int last = topic.size() - 1;
    for (int i = 0; i < last; i++) {
      if (topic.level(i).equals("tele") || topic.level(i).equals("stat")) {
        if (i + 1 < last) {
          return topic.join(i + 1, last);
        }
        return i == 0 || topic.level(i - 1).isEmpty() ? null : topic.level(i - 1);
      }
    }
    return null;
  }

  private static void block(String device, JsonTree.Obj block, Readings readings) {
    Frame frame = new Frame(block);
    for (int i = 0; i < block.size(); i++) {
      entry(device, block.key(i), block.value(i), frame, readings);
    }
  }

  private static void entry(
      String device, String key, JsonTree value, Frame frame, Readings readings) {
    if (key.equals("ZbReceived") && value instanceof JsonTree.Obj received) {
      for (int i = 0; i < received.size(); i++) {
        if (received.value(i) instanceof JsonTree.Obj zigbee) {
          zigbee(received.key(i), zigbee, frame, readings);
        }
      }
    } else if (!NOT_READINGS.contains(key)) {
      leaves(device, key, value, frame, readings);
    }
  }

  private static void zigbee(String device, JsonTree.Obj received, Frame frame, Readings readings) {
    for (int i = 0; i < received.size(); i++) {
      if (!ZIGBEE_IDENTITY.contains(received.key(i)) && !NOT_READINGS.contains(received.key(i))) {
        leaves(device, received.key(i), received.value(i), frame, readings);
      }
    }
  }

  private static void leaves(
      String device, String top, JsonTree tree, Frame frame, Readings readings) {
    Leaves.each(
        top,
        top,
        tree,
        (path, key, value) -> {
          if (NOT_READINGS.contains(key)) {
            return;
          }
          String unit = path.startsWith("Wifi.RSSI") ? Units.PERCENT : frame.unit(key);
          if (isLoose(key)) {
            readings.addLenient(device, path, value, unit, frame.stamp);
          } else {
            readings.add(device, path, value, unit, frame.stamp);
          }
        });
  }

  /** Keys whose unit is likely but whose text is no failure. */
  private static boolean isLoose(String key) {
    return key.startsWith("Temp") && !key.equals("Temperature");
  }

  /** What one block says about all of its values: time and units. */
  private static final class Frame {
    private final Stamp stamp;
    private final String temperature;
    private final String pressure;

    Frame(JsonTree.Obj block) {
      JsonTree epoch = block.get("Epoch");
      this.stamp = Stamp.any(epoch).or(Stamp.any(block.get("Time")));
      this.temperature = "F".equals(block.text("TempUnit")) ? Units.FAHRENHEIT : Units.CELSIUS;
      String sent = block.text("PressureUnit");
      this.pressure = sent == null ? Units.HECTOPASCAL : sent;
    }

    String unit(String key) {
      if (key.contains("Temperature")
          || key.startsWith("DewPoint")
          || key.endsWith("Temp")
          || (key.startsWith("Temp") && key.length() > 4 && Character.isUpperCase(key.charAt(4)))) {
        return temperature;
      }
      return switch (key) {
        case "Humidity", "BatteryPercentage" -> Units.PERCENT;
        case "CarbonDioxide", "eCO2", "CO2" -> Units.PPM;
        case "TVOC" -> "ppb";
        case "Pressure", "SeaPressure" -> pressure;
        case "Illuminance" -> Units.LUX;
        case "PM1", "PM2.5", "PM4", "PM10", "CF1", "CF2.5", "CF10" -> Units.MICROGRAM;
        case "Total", "Yesterday", "Today", "ExportActive", "ExportTotal", "ImportTotal" ->
            Units.KILOWATT_HOUR;
        case "TotalTariff",
            "ExportTariff",
            "YesterdaySum",
            "TodaySum",
            "TodaySumImport",
            "TodaySumExport" ->
            Units.KILOWATT_HOUR;
        case "Period", "HCHC", "HCHP", "BASE", "EAST", "EASF01", "EASF02", "EAIT" ->
            Units.WATT_HOUR;
        case "Power" -> Units.WATT;
        case "ApparentPower", "PAPP", "SINSTS" -> "VA";
        case "ReactivePower" -> "var";
        case "Voltage", "Vcc", "BatteryVoltage" -> Units.VOLT;
        case "Current", "IINST", "IMAX", "ISOUSC" -> Units.AMPERE;
        case "Frequency" -> Units.HERTZ;
        case "UptimeSec" -> Units.SECOND;
        case "Signal" -> Units.DECIBEL_MILLIWATT;
        case "LinkQuality" -> "lqi";
        case "Distance" -> "cm";
        default -> null;
      };
    }
  }
}
