package io.campuspulse.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSettingsTest {
  @TempDir Path directory;

  @Test
  void aDirectoryThatIsMissingIsMade() {
    Path missing = directory.resolve("a/b");
    try (EmbeddedStore store = EmbeddedStore.open(new EmbeddedSettings(missing))) {
      assertThat(store.readings().newestTime()).isEmpty();
    }
    assertThat(missing).isDirectory();
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new EmbeddedSettings(file.resolve("store")))
        .hasMessage(
            "store directory "
                + file.resolve("store")
                + " cannot exist: "
                + file
                + " is not a directory");
  }

  @Test
  void theRootDirectoryIsRefused() {
    assertThatThrownBy(() -> new EmbeddedSettings(Path.of("/")))
        .hasMessage("store directory / is the root directory");
  }
}
