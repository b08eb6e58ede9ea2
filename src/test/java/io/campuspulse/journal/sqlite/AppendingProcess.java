package io.campuspulse.journal.sqlite;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.DiskGuard;
import io.campuspulse.journal.GroupCommit;
import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.Messages;
import io.campuspulse.journal.QuarantinedMessage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The victim: {@code AppendingProcess FILE FIRST} offers the messages FIRST, FIRST + 1, … from two
 * threads for ever and prints {@code ack N} for each that became durable; a consumer quarantines
 * each tenth offset and saves its cursor, and prints {@code cursor N} after each checkpoint.
 */
final class AppendingProcess {
  static final String CONSUMER = "writer";

  private AppendingProcess() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]), QuarantineBounds.DEFAULT);
    DiskGuard guard = new DiskGuard(new DiskGuard.Limits(1, 1, 0), () -> 1, () -> 1);
    GroupCommit.Settings settings = new GroupCommit.Settings(500, 1 << 20, 50, 1_000, 100, 1_000);
    GroupCommit commit = new GroupCommit(journal, guard, settings, System::nanoTime);
    long first = Long.parseLong(arguments[1]);
    for (int t = 0; t < 2; t++) {
      long base = first + t;
      new Thread(() -> offerForEver(commit, base, out)).start();
    }
    new Thread(() -> consumeForEver(journal, out)).start();
  }

  private static void offerForEver(GroupCommit commit, long base, PrintStream out) {
    for (long number = base; ; number += 2) {
      long acknowledged = number;
      while (!commit.offer(
          Messages.message(number), () -> out.print("ack " + acknowledged + "\n"))) {
        LockSupport.parkNanos(50_000);
      }
    }
  }

  private static void consumeForEver(SqliteJournal journal, PrintStream out) {
    try {
      long next = journal.cursor(CONSUMER);
      while (true) {
        journal.awaitBeyond(next, 1_000);
        List<Entry> entries = journal.read(next, 200);
        List<QuarantinedMessage> bad =
            entries.stream()
                .filter(entry -> entry.offset() % 10 == 0)
                .map(entry -> new QuarantinedMessage(entry.offset(), entry.message(), "limit", ""))
                .toList();
        next += entries.size();
        journal.commit(new Checkpoint(CONSUMER, next, Map.of("next", "" + next), bad));
        out.print("cursor " + next + "\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
