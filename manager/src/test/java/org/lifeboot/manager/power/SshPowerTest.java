package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.PowerAnswer.Done;
import org.lifeboot.manager.power.PowerAnswer.Unreachable;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.secret.Opened;

/// With OpenSSH's client against OpenSSH's server on the loopback interface. The server writes down
/// what it is asked for and never does it: its key has a forced command.
@Timeout(120)
final class SshPowerTest implements PowerControlContract {

  @TempDir private Path folder;
  private SshServer server;
  private final MemoryPin pin = new MemoryPin();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    server = SshServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PowerControl power(String key) {
    return new SshPower(server.settings(), () -> new Opened.Text(key), pin);
  }

  @Override
  public PowerControl working() {
    return power(server.key());
  }

  @Override
  public PowerControl cutOff() {
    return new SshPower(
        new PowerSettings.Ssh("127.0.0.1:1", "root"), () -> new Opened.Text(server.key()), pin);
  }

  @Override
  public String expectedName() {
    return "ssh";
  }

  @Test
  void theInstalledSystemIsAskedToShutDownAndStartAgain() throws IOException {
    assertThat(working().softReboot()).isEqualTo(new Done("ssh"));
    assertThat(server.asked()).contains("shutdown -r now");
  }

  @Test
  void theHostKeySeenFirstIsTheOneThatCounts() throws IOException, InterruptedException {
    assertThat(working().status().supply()).isEqualTo(Supply.ON);
    Optional<String> first = pin.trusted();

    server.changeHostKey();

    assertThat(working().softReboot())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).contains("host key has changed", "SHA256:"));
    assertThat(pin.trusted()).isEqualTo(first).isPresent();
    assertThat(pin.offered).isPresent().isNotEqualTo(first);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void askingForTheStatusRunsNoCommand() throws IOException {
    assertThat(working().status().supply()).isEqualTo(Supply.ON);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aKeyThatIsNotLetInIsSaidToBe() throws IOException, InterruptedException {
    assertThat(power(server.otherKey()).softReboot())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.sentence()).contains("the key was refused"));
  }

  @Test
  void aKeyPastedByABrowserWorks() {
    assertThat(power(server.key().replace("\n", "\r\n")).softReboot()).isEqualTo(new Done("ssh"));
  }

  @Test
  void theKeyIsNotLeftBehind() throws IOException {
    working().softReboot();

    try (Stream<Path> left = Files.list(Path.of("/dev/shm"))) {
      assertThat(left).noneMatch(file -> file.getFileName().toString().contains("lifeboot-ssh"));
    }
  }

  @Test
  void aKeyThatCannotBeOpenedIsToldAndNothingIsSent() throws IOException {
    PowerControl power =
        new SshPower(server.settings(), () -> new Opened.Unreadable("the key file is lost"), pin);

    assertThat(power.softReboot())
        .isInstanceOfSatisfying(
            Unreachable.class,
            answer -> assertThat(answer.why()).isEqualTo("the key file is lost"));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aSystemThatTakesTheConnectionDownWithItWasAsked() {
    assertThat(
            SshClient.report(
                new Outcome.Exited(255, "Connection to 10.0.0.7 closed by remote host.")))
        .isEqualTo(new SshClient.Said.Well());
    assertThat(SshClient.report(new Outcome.Exited(255, "Connection refused")))
        .isInstanceOf(SshClient.Said.Badly.class);
  }

  @Test
  void hostileLinesAreNoKeys() {
    assertThat(
            SshClient.keys(
                """
                # 10.0.0.7:22 SSH-2.0-OpenSSH_9.2
                host ssh-ed25519 AAAA;reboot
                host ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0x extra words
                """))
        .isEqualTo(List.of());
  }
}
