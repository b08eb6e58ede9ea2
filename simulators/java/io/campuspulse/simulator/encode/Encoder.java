package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;

/** One payload convention, as a device speaks it. Not thread-safe. */
public interface Encoder {
  /** Where messages go. */
  interface Out {
    /**
     * Sends a message.
     *
     * @param payload given away
     * @param retain whether the broker is asked to keep a copy
     */
    void message(String topic, byte[] payload, boolean retain);
  }

  /** Encodes a sample as one or more messages. */
  void sample(DeviceSample sample, Out out);

  /** Encodes coming online or going offline; conventions without availability send nothing. */
  void availability(Device device, boolean online, long timeMillis, Out out);
}
