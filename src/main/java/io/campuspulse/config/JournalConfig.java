package io.campuspulse.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The durable log of accepted messages.
 *
 * @param directory where it lives
 * @param commitDelay longest wait for more messages before a group commit
 * @param commitMessages most messages in one commit
 * @param alarmPercent share of the disk in use at which an alarm is raised
 * @param stopPercent share of the disk in use at which acknowledging stops
 */
public record JournalConfig(
    Path directory, Duration commitDelay, int commitMessages, int alarmPercent, int stopPercent) {

  static JournalConfig read(Section section) {
    JournalConfig journal =
        new JournalConfig(
            section.file("dir"),
            section.duration(
                "commit_delay", Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(5)),
            (int) section.integer("commit_messages", 1, 100_000, 4_096),
            section.percent("disk_alarm", 1, 99, 80),
            section.percent("disk_stop", 1, 99, 90));
    if (journal.stopPercent <= journal.alarmPercent) {
      section.problemAt("disk_stop", "must be above 'disk_alarm'");
    }
    return journal;
  }
}
