package io.campuspulse.app;

import io.campuspulse.config.JournalConfig;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The quarantine of a service that does not run, through its journal. While the service runs the
 * journal is its own: {@link JournalException.InUse}.
 */
public final class QuarantineFile {
  private final Path file;

  public QuarantineFile(JournalConfig config) {
    this.file = Intake.journalFile(config);
  }

  /**
   * Number of messages that a filter names.
   *
   * @throws JournalException when there is no journal, or another process has it open
   */
  public long count(Quarantine.Filter filter) {
    try (SqliteJournal journal = open()) {
      return journal.quarantine().count(filter, -1);
    }
  }

  /**
   * Puts messages back into the journal, for the service to take when it starts.
   *
   * @param atMillis the time now, epoch milliseconds
   * @return how many
   * @throws JournalException when there is no journal, or another process has it open
   */
  public long replay(Quarantine.Filter filter, long atMillis) {
    try (SqliteJournal journal = open()) {
      return journal.quarantine().replay(filter, atMillis);
    }
  }

  private SqliteJournal open() {
    if (!Files.exists(file)) {
      throw new JournalException("there is no journal at " + file, null);
    }
    return SqliteJournal.open(file, QuarantineBounds.DEFAULT);
  }
}
