package org.lifeboot.lab.built;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lifeboot.lab.process.Tool;

/// What must be true of the built rescue system and the Agent's bundle before anything boots.
@Tag("end-to-end")
class ImageTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long MIB = 1 << 20;

  private final Path squashfs = Built.image().resolve("filesystem.squashfs");

  @Test
  void noSecretIsInTheImage() {
    var shadow =
        Tool.output(LIMIT, List.of("unsquashfs", "-cat", squashfs.toString(), "etc/shadow"));
    var files = Tool.output(LIMIT, List.of("unsquashfs", "-l", "-d", "", squashfs.toString()));

    assertThat(shadow.lines().filter(line -> line.startsWith("root:")))
        .singleElement()
        .asString()
        .matches("root:[!*]+:.*");
    assertThat(files).contains("/etc/ssh/sshd_config");
    assertThat(files).doesNotContain("/etc/ssh/ssh_host_").doesNotContain("authorized_keys");
  }

  @Test
  void theImageIsSmallEnoughToTravel() throws IOException {
    assertThat(Files.size(squashfs)).isLessThanOrEqualTo(190 * MIB);
    assertThat(Files.size(Built.agentBundle())).isLessThanOrEqualTo(45 * MIB);
  }
}
