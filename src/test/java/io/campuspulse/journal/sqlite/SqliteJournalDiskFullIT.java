package io.campuspulse.journal.sqlite;

import static io.campuspulse.journal.Messages.PATIENCE;
import static io.campuspulse.journal.Messages.assertSame;
import static io.campuspulse.journal.Messages.message;
import static io.campuspulse.journal.Messages.messages;
import static io.campuspulse.journal.Messages.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.DiskGuard;
import io.campuspulse.journal.GroupCommit;
import io.campuspulse.journal.JournalException;
import io.campuspulse.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journal on a disk of 64 MiB (a tmpfs, which needs the right to mount; an append that fails
 * for another reason is tested in {@link SqliteJournalDamageTest} everywhere).
 */
class SqliteJournalDiskFullIT {
  @TempDir Path directory;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) == 0,
        "no right to mount a tmpfs, so no disk can be filled here");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private SqliteJournal open() {
    return SqliteJournal.open(disk.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }

  private static long appendUntilFull(SqliteJournal journal) {
    long next = journal.end();
    try {
      while (true) {
        journal.append(messages(next, 500));
        next += 500;
      }
    } catch (JournalException full) {
      assertThat(full).hasMessageContaining("could not append 500 messages at offset " + next);
      return next;
    }
  }

  private static void assertHolds(SqliteJournal journal, long from, long to) {
    assertThat(journal.end()).isEqualTo(to);
    var entries = readAll(journal, from);
    assertThat(entries).hasSize((int) (to - from));
    entries.forEach(entry -> assertSame(entry.message(), message(entry.offset())));
  }

  @Test
  void aFullDiskFailsTheAppendKeepsTheRestAndRecoversWhenSpaceIsFreed() throws Exception {
    Path ballast = Files.write(disk.resolve("ballast"), new byte[16 << 20]);
    try (SqliteJournal journal = open()) {
      long end = appendUntilFull(journal);
      assertThat(end).isGreaterThan(5_000);
      assertThatThrownBy(() -> journal.append(messages(end, 500)))
          .isInstanceOf(JournalException.class);
      assertHolds(journal, 0, end);
      Files.delete(ballast);
      assertThat(journal.append(messages(end, 500))).isEqualTo(end);
      assertHolds(journal, 0, end + 500);
    }
    try (SqliteJournal journal = open()) {
      assertHolds(journal, 0, journal.end());
    }
  }

  @Test
  void aFullDiskSurvivesAProcessRestart() throws Exception {
    long end;
    try (SqliteJournal journal = open()) {
      end = appendUntilFull(journal);
    }
    try (SqliteJournal journal = open()) {
      assertHolds(journal, 0, end);
    }
  }

  @Test
  void theGuardLeavesEnoughRoomToConsumeTrimAndGoOn() throws Exception {
    FileStore store = Files.getFileStore(disk);
    DiskGuard guard =
        new DiskGuard(
            new DiskGuard.Limits(0.5, 0.6, 1 << 20), () -> free(store), () -> total(store));
    GroupCommit.Settings settings = new GroupCommit.Settings(400, 1 << 20, 200, 1_000, 250, 100);
    Set<Long> durable = ConcurrentHashMap.newKeySet();
    try (SqliteJournal journal = open();
        GroupCommit commit = new GroupCommit(journal, guard, settings, System::nanoTime)) {
      long offered = 0;
      while (guard.level() != DiskGuard.Level.STOP) {
        long number = offered;
        offered += commit.offer(message(number), () -> durable.add(number)) ? 1 : 0;
      }
      Await.until("intake stopped", PATIENCE, () -> !commit.healthy() && commit.queueDepth() > 0);
      long end = journal.end();
      assertThat(durable).hasSize((int) end);
      assertThat(commit.received()).isEqualTo(offered).isGreaterThan(end);
      journal.commit(new Checkpoint("writer", end, Map.of("k", "v"), List.of()));
      journal.trim();
      assertThat(journal.start()).isEqualTo(end);
      long all = offered;
      Await.until("the rest is durable", PATIENCE, () -> durable.size() == all);
      assertThat(commit.healthy()).isTrue();
      Set<Long> rest = new HashSet<>();
      readAll(journal, end).forEach(entry -> rest.add(entry.offset()));
      assertThat(rest).hasSize((int) (offered - end));
      assertHolds(journal, end, offered);
    }
  }

  private static long free(FileStore store) {
    try {
      return store.getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long total(FileStore store) {
    try {
      return store.getTotalSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
