package io.campuspulse.simulator.encode;

import io.campuspulse.registry.Campus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The encoder of each convention, by the convention's id in the registry. Not thread-safe. */
public final class Encoders {
  private final Map<String, Encoder> encoders = new HashMap<>();

  /** Encoders for the devices of a campus. */
  public Encoders(Campus campus) {
    encoders.put("campus", new CampusEncoder());
    encoders.put("zigbee2mqtt", new Zigbee2MqttEncoder());
    encoders.put("tasmota", new TasmotaEncoder());
    encoders.put("shelly_gen2", new ShellyEncoder());
    encoders.put("chirpstack_v4", new ChirpStackEncoder());
    encoders.put("sparkplug_b", new SparkplugEncoder(campus));
    encoders.put("opcua_pubsub_json", new OpcUaEncoder());
    encoders.put("aliyun_alink", new AlinkEncoder());
    encoders.put("senml", new SenMlEncoder());
    encoders.put("modbus", new ModbusEncoder());
  }

  /** The ids of all conventions that simulated devices speak. */
  public Set<String> conventions() {
    return new TreeSet<>(encoders.keySet());
  }

  /**
   * The encoder of a convention.
   *
   * @throws IllegalArgumentException when no simulated device speaks it
   */
  public Encoder of(String convention) {
    Encoder encoder = encoders.get(convention);
    if (encoder == null) {
      throw new IllegalArgumentException(
          "the simulator does not speak '" + convention + "', only " + conventions());
    }
    return encoder;
  }
}
