package io.campuspulse.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.OutboxContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest extends OutboxContract {
  @TempDir private Path dir;
  private SqliteJournal journal;

  @Override
  protected Outbox open() {
    close();
    journal = SqliteJournal.open(dir.resolve("journal.db"), QuarantineBounds.DEFAULT);
    return journal.outbox();
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void aFileOfTheFormatBeforeLinksIsCarriedOver() throws SQLException {
    journal.close();
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("journal.db"))) {
      for (String table : List.of("link", "link_school", "link_figure", "link_batch", "link_day")) {
        Schema.execute(old, "DROP TABLE " + table);
      }
      Schema.execute(old, "PRAGMA user_version=2");
    }

    assertThat(open().standing("wz")).isEqualTo(Outbox.Standing.NEW);
  }
}
