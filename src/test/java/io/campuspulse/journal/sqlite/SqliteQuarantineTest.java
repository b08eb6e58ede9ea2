package io.campuspulse.journal.sqlite;

import io.campuspulse.journal.Journal;
import io.campuspulse.journal.QuarantineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQuarantineTest extends QuarantineContract {
  @TempDir Path directory;

  @Override
  protected Journal open() {
    return SqliteJournal.open(directory.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }
}
