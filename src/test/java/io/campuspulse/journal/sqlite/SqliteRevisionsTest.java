package io.campuspulse.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import io.campuspulse.store.RevisionLog;
import io.campuspulse.store.RevisionLogContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRevisionsTest extends RevisionLogContract {
  @TempDir private Path dir;
  private SqliteJournal journal;

  @Override
  protected RevisionLog log() {
    journal = SqliteJournal.open(dir.resolve("journal.db"), QuarantineBounds.DEFAULT);
    return journal.revisions();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void surviveARestart() {
    Revision noted =
        new Revision(1, new Leaf(Leaf.Kind.SPACE, "r1"), 0, Facts.of(Map.of("x", 1L)), 9, 10);
    log().append(List.of(noted));
    journal.close();
    List<Revision> found = new ArrayList<>();

    log().since(0, found::add);

    assertThat(found).containsExactly(noted);
  }

  @Test
  void aFileOfTheFormatBeforeRevisionsIsCarriedOver() throws SQLException {
    log();
    journal.close();
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("journal.db"))) {
      Schema.execute(old, "DROP TABLE revision");
      Schema.execute(old, "DROP TABLE judged");
      for (String table : List.of("link", "link_school", "link_figure", "link_batch", "link_day")) {
        Schema.execute(old, "DROP TABLE " + table);
      }
      Schema.execute(old, "PRAGMA user_version=1");
    }

    assertThat(log().numberAt(Long.MAX_VALUE)).isZero();
  }
}
