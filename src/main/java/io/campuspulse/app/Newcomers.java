package io.campuspulse.app;

import io.campuspulse.journal.Quarantine;
import io.campuspulse.model.Device;
import io.campuspulse.registry.Campus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Gives the quarantined messages of devices that a changed registry knows better another try. */
final class Newcomers {
  /** Beyond this many devices, the messages of all devices are tried: two passes, not thousands. */
  private static final int ONE_BY_ONE = 200;

  private final Quarantine quarantine;

  Newcomers(Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  /**
   * Puts back into the journal what devices sent before they, or their metrics, were registered.
   *
   * @param nowMillis when this is done
   * @return number of messages put back; what cannot be used yet returns to quarantine
   */
  long replay(Campus before, Campus after, long nowMillis) {
    List<Device> changed =
        after.devices().stream().filter(device -> changed(before, after, device)).toList();
    if (changed.size() > ONE_BY_ONE) {
      return quarantine.replay(Quarantine.Filter.reason("unknown-device"), nowMillis)
          + quarantine.replay(Quarantine.Filter.reason("unmapped-metric"), nowMillis);
    }
    long messages = 0;
    for (Device device : changed) {
      messages +=
          quarantine.replay(
              Quarantine.Filter.device(device.convention(), device.identity()), nowMillis);
    }
    return messages;
  }

  private static boolean changed(Campus before, Campus after, Device device) {
    Optional<Device> old = before.deviceByIdentity(device.convention(), device.identity());
    return old.isEmpty()
        || !new HashSet<>(before.pointsOfDevice(old.get().id()))
            .equals(new HashSet<>(after.pointsOfDevice(device.id())));
  }
}
