package io.campuspulse.store.embedded;

import io.questdb.log.LogFactory;
import io.questdb.log.LogLevel;
import io.questdb.log.LogRecordUtf8Sink;
import io.questdb.log.LogWriter;
import io.questdb.mp.QueueConsumer;
import io.questdb.mp.RingQueue;
import io.questdb.mp.SCSequence;
import io.questdb.mp.SynchronizedJob;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes QuestDB's errors on to SLF4J and drops the rest. Public because QuestDB makes it by name,
 * from {@code questdb-log.conf}.
 */
public final class QuestLog extends SynchronizedJob implements LogWriter {
  private static final Logger LOG = LoggerFactory.getLogger("questdb");
  private static final String CONFIGURATION = "/io/campuspulse/store/embedded/questdb-log.conf";
  private static boolean installed;

  private final RingQueue<LogRecordUtf8Sink> ring;
  private final SCSequence sequence;
  private final QueueConsumer<LogRecordUtf8Sink> consumer = QuestLog::pass;

  /** The constructor that QuestDB looks for. */
  public QuestLog(RingQueue<LogRecordUtf8Sink> ring, SCSequence sequence, int level) {
    this.ring = ring;
    this.sequence = sequence;
  }

  /**
   * Makes QuestDB log through this class; must run before any other class of QuestDB is touched.
   *
   * <p>QuestDB finds its configuration by a system property named {@code out} and announces it on
   * standard error; both are put back at once.
   */
  static synchronized void install() {
    if (installed) {
      return;
    }
    installed = true;
    String property = System.getProperty(LogFactory.CONFIG_SYSTEM_PROPERTY);
    PrintStream err = System.err;
    System.setProperty(LogFactory.CONFIG_SYSTEM_PROPERTY, CONFIGURATION);
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      LogFactory.getInstance();
    } finally {
      System.setErr(err);
      if (property == null) {
        System.clearProperty(LogFactory.CONFIG_SYSTEM_PROPERTY);
      } else {
        System.setProperty(LogFactory.CONFIG_SYSTEM_PROPERTY, property);
      }
    }
  }

  @Override
  public void bindProperties(LogFactory factory) {}

  @Override
  protected boolean runSerially() {
    return sequence.consumeAll(ring, consumer);
  }

  private static void pass(LogRecordUtf8Sink line) {
    if ((line.getLevel() & LogLevel.CRITICAL) != 0) {
      LOG.error("{}", line.toString().strip());
    } else if ((line.getLevel() & LogLevel.ERROR) != 0) {
      LOG.warn("{}", line.toString().strip());
    }
  }
}
