package io.campuspulse.app;

import io.campuspulse.config.JournalConfig;
import io.campuspulse.journal.DiskGuard;
import io.campuspulse.journal.GroupCommit;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the journal of a configuration and what writes it. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private Intake() {}

  static SqliteJournal openJournal(JournalConfig config) {
    try {
      Files.createDirectories(config.directory());
    } catch (IOException e) {
      throw new Service.StartFailure(
          "Cannot make the journal folder " + config.directory() + ": " + e, e);
    }
    return SqliteJournal.open(journalFile(config), QuarantineBounds.DEFAULT);
  }

  /** Where the journal lies. */
  static Path journalFile(JournalConfig config) {
    return config.directory().resolve("journal.db");
  }

  /** Group commits to a journal, with a guard that watches its disk. */
  static GroupCommit of(Journal journal, JournalConfig config) {
    Path directory = config.directory();
    DiskGuard guard =
        new DiskGuard(
            new DiskGuard.Limits(
                config.alarmPercent() / 100.0,
                config.stopPercent() / 100.0,
                DiskGuard.Limits.DEFAULT.minFreeBytes()),
            () -> directory.toFile().getUsableSpace(),
            () -> directory.toFile().getTotalSpace());
    guard.onChange(level -> logDisk(level, guard.describe()));
    GroupCommit.Settings d = GroupCommit.Settings.DEFAULT;
    GroupCommit.Settings settings =
        new GroupCommit.Settings(
            d.capacity(),
            d.capacityBytes(),
            config.commitMessages(),
            TimeUnit.MILLISECONDS.toMicros(config.commitDelay().toMillis()),
            d.quietMicros(),
            d.drainMillis());
    return new GroupCommit(journal, guard, settings, System::nanoTime);
  }

  private static void logDisk(DiskGuard.Level level, String description) {
    switch (level) {
      case OK -> LOG.info("{}", description);
      case ALARM -> LOG.warn("make room: {}", description);
      case STOP -> LOG.error("nothing is acknowledged until there is room: {}", description);
    }
  }
}
