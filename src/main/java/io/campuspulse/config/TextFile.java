package io.campuspulse.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads whole text files that are UTF-8 and not too large, without their byte order mark. */
final class TextFile {
  private TextFile() {}

  /** The text, or empty when it cannot be read, which is then among the problems. */
  static Optional<String> read(Path file, int maxBytes, Problems problems) {
    try {
      if (!Files.exists(file)) {
        return failed(file, "there is no such file", problems);
      }
      if (!Files.isRegularFile(file)) {
        return failed(file, "is not a file", problems);
      }
      if (Files.size(file) > maxBytes) {
        return failed(file, "is larger than " + (maxBytes >> 20) + " MiB", problems);
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return failed(file, "is not UTF-8 text", problems);
    } catch (NoSuchFileException e) {
      return failed(file, "there is no such file", problems);
    } catch (IOException e) {
      return failed(file, "cannot be read (" + e.getClass().getSimpleName() + ")", problems);
    }
  }

  private static Optional<String> failed(Path file, String rule, Problems problems) {
    problems.add(new Problem(file.toString(), 0, "", "", rule));
    return Optional.empty();
  }
}
