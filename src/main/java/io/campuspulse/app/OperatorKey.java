package io.campuspulse.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key of whoever may read the service's own folder: {@code operator.key}, made at the first
 * start, for its owner's eyes only. With it the commands on the same machine call the service.
 */
public final class OperatorKey {
  private static final String FILE = "operator.key";
  private static final int BYTES = 32;

  private OperatorKey() {}

  /** Where it is kept. */
  public static Path file(Path journalFolder) {
    return journalFolder.resolve(FILE);
  }

  /** Reads the key, and makes it first when it is missing. */
  static String obtain(Path journalFolder) throws IOException {
    Path file = file(journalFolder);
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Path fresh = Files.createTempFile(journalFolder, FILE, ".new"); // readable by its owner only
      Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return read(journalFolder);
  }

  /**
   * Reads the key.
   *
   * @throws IOException when there is none, or it may not be read
   */
  public static String read(Path journalFolder) throws IOException {
    return Files.readString(file(journalFolder), StandardCharsets.US_ASCII).strip();
  }
}
