package org.lifeboot.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.terminal.SshProgram.Keys;

class SshProgramTest {

  @Test
  void onlyTheSessionsOwnHostKeysAreTaken() throws IOException {
    Keys keys =
        Keys.of(
            "lifeboot-s1", List.of("[10.0.2.15]:2222 ssh-ed25519 AAAAC3Nza", "h ssh-rsa AAAAB"));

    assertThat(Files.readAllLines(keys.file()))
        .containsExactly("lifeboot-s1 ssh-ed25519 AAAAC3Nza", "lifeboot-s1 ssh-rsa AAAAB");
    keys.forget();
    assertThat(keys.file()).doesNotExist();
  }

  @Test
  void theWayLeadsThroughTheManagerAndTheRestIsSshsOwn() {
    Keys keys = Keys.of("lifeboot-s1", List.of("h ssh-rsa AAAAB"));

    List<String> command =
        SshProgram.command(
            List.of("/opt/it's/java", "-cp", "a%b"), "web-1", keys, List.of("-v", "lsblk -f"));

    assertThat(command)
        .startsWith("ssh")
        .contains(
            "ProxyCommand='/opt/it'\\''s/java' '-cp' 'a%%b' ssh --proxy 'web-1'",
            "HostKeyAlias=lifeboot-s1", "StrictHostKeyChecking=yes")
        .endsWith("-l", "root", "web-1", "-v", "lsblk -f");
    keys.forget();
  }
}
