package org.lifeboot.manager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.Programs;
import org.lifeboot.protocol.HostKey;

/// Against the real ssh-keygen.
class SshHostKeysTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void aFingerprintIsTheOneThatSshShows(String type) throws Exception {
    var key = newKey(type);

    var shown = sshKeygen("-l", "-f", folder.resolve("key.pub").toString());

    assertThat(shown.split(" ", -1)[1]).isEqualTo(SshHostKeys.fingerprint(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 2222})
  void aKnownHostsLineIsFoundBySsh(int port) throws Exception {
    var key = newKey("ed25519");
    var file = folder.resolve("known_hosts");
    Files.write(file, SshHostKeys.knownHosts("rescue.example", port, List.of(key)));
    var name = port == 22 ? "rescue.example" : "[rescue.example]:" + port;

    assertThat(sshKeygen("-F", name, "-f", file.toString())).contains("found", key.base64());
  }

  @Test
  void theCommandNamesThePortOnlyWhenItIsNotTheUsualOne() {
    assertThat(SshHostKeys.command("root", "127.0.0.1", 2222))
        .isEqualTo("ssh -p 2222 root@127.0.0.1");
    assertThat(SshHostKeys.command("root", "10.0.0.5", 22)).isEqualTo("ssh root@10.0.0.5");
  }

  private HostKey newKey(String type) throws Exception {
    sshKeygen("-q", "-t", type, "-N", "", "-C", "", "-f", folder.resolve("key").toString());
    var words = Files.readString(folder.resolve("key.pub")).strip().split(" ", -1);
    return new HostKey(words[0], words[1]);
  }

  private static String sshKeygen(String... arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of("ssh-keygen"));
    command.addAll(List.of(arguments));
    var outcome = Programs.run(command, new Limits(Duration.ofSeconds(30), 10_000));
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    return ((Outcome.Exited) outcome).output();
  }
}
