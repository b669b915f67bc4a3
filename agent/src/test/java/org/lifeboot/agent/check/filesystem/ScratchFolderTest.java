package org.lifeboot.agent.check.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

  @TempDir Path parent;

  /// A copy whose process was killed: its lock is there, and nobody holds it.
  private Path leftover() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("lifeboot-rehearsal-123"));
    Files.createFile(folder.resolve("lock"));
    Files.writeString(folder.resolve("copy.img"), "a copy");
    return folder;
  }

  @Test
  void theCopyOfAProcessThatWasKilledIsRemovedAtTheNextStart() throws Exception {
    leftover();

    ScratchFolder.removeLeftovers(parent);

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aCopyThatIsInUseAndWhatIsNoCopyStay() throws Exception {
    Path other = Files.createDirectory(parent.resolve("lifeboot-rehearsal-of-somebody"));
    Path linked = parent.resolve("lifeboot-rehearsal-link");
    Files.createSymbolicLink(linked, leftover());
    try (var used = ScratchFolder.in(parent)) {
      Files.writeString(used.copy(), "in use");

      ScratchFolder.removeLeftovers(parent);

      assertThat(used.copy()).exists();
      assertThat(other).exists();
      assertThat(Files.isSymbolicLink(linked)).isTrue();
    }
  }
}
