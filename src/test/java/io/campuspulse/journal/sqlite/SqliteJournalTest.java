package io.campuspulse.journal.sqlite;

import io.campuspulse.journal.Journal;
import io.campuspulse.journal.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {
  @TempDir Path directory;

  @Override
  protected Journal open() {
    return SqliteJournal.open(directory.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }
}
