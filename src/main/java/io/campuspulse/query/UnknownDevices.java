package io.campuspulse.query;

import java.util.List;

/** Devices that send and are not in the registry. Thread-safe. */
public interface UnknownDevices {
  /** No device is unknown. */
  UnknownDevices NONE =
      new UnknownDevices() {
        @Override
        public List<UnknownDevice> list() {
          return List.of();
        }

        @Override
        public long forgotten() {
          return 0;
        }
      };

  /** Those that are remembered, the one heard last first; bounded. */
  List<UnknownDevice> list();

  /**
   * Registered devices that send metrics which no point takes, with these metrics alone, each as it
   * was first heard since the start or the last reload; bounded.
   */
  default List<UnknownDevice> unmapped() {
    return List.of();
  }

  /** How many the bound has removed from the list. */
  long forgotten();
}
