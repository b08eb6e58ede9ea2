package io.campuspulse.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret in a file that only its owner may read. */
public final class SecretFile {
  private static final int BYTES = 32;

  private SecretFile() {}

  /** Reads a secret, and makes a random one first when the file is missing. */
  public static String obtain(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (!Files.exists(absolute)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.createDirectories(absolute.getParent());
      Path fresh = Files.createTempFile(absolute.getParent(), "secret", ".new"); // 0600
      Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
      Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(absolute, StandardCharsets.UTF_8).strip();
  }
}
