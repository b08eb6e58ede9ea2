package io.campuspulse.store.embedded;

import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.StoreException;
import io.questdb.cairo.CairoEngine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * QuestDB in this process, with its readings and facts. One process at a time may open a directory.
 *
 * <p>Close it after the last use of both stores; what they wrote is durable with or without.
 */
public final class EmbeddedStore implements AutoCloseable {
  private final FileChannel lockChannel;
  private final CairoEngine engine;
  private final WalApplier applier;
  private final ReadingStore readings;
  private final FactStore facts;

  private EmbeddedStore(Path directory, FileChannel lockChannel) {
    this.lockChannel = lockChannel;
    QuestLog.install();
    this.engine = new QuestEngine(directory);
    this.applier = new WalApplier(engine);
    try {
      this.readings = new EmbeddedReadings(engine, applier);
      this.facts = new EmbeddedFacts(engine, applier);
      applier.start();
    } catch (RuntimeException | Error e) {
      applier.close();
      engine.close();
      throw e;
    }
  }

  /**
   * Opens the store, making its directory when it is missing.
   *
   * @throws StoreException when the directory cannot be used or another process uses it
   */
  public static EmbeddedStore open(EmbeddedSettings settings) {
    Path directory = settings.directory();
    FileChannel channel = null;
    try {
      Path data = Files.createDirectories(directory.resolve("db"));
      channel =
          FileChannel.open(
              directory.resolve("in-use.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        throw new StoreException("store directory " + directory + " is in use by another process");
      }
      return new EmbeddedStore(data, channel);
    } catch (IOException | RuntimeException | Error e) {
      closeQuietly(channel);
      if (e instanceof StoreException known) {
        throw known;
      }
      throw new StoreException("cannot open the store in " + directory + ": " + e.getMessage(), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // the lock goes with the process at the latest
      }
    }
  }

  public ReadingStore readings() {
    return readings;
  }

  public FactStore facts() {
    return facts;
  }

  @Override
  public void close() {
    applier.close();
    engine.close();
    closeQuietly(lockChannel);
  }
}
