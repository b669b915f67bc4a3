package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.PowerStatus.Supply;

/// Against a real QEMU, whose machine has no firmware to run: its monitor is all that is needed.
class QemuPowerTest implements PowerControlContract {

  @TempDir Path folder;
  private Path socket = Path.of("/");
  private Process qemu;

  @BeforeEach
  void startQemu() throws Exception {
    socket = folder.resolve("qmp.sock");
    qemu =
        new ProcessBuilder(
                "qemu-system-x86_64",
                "-machine",
                "none",
                "-nodefaults",
                "-display",
                "none",
                "-qmp",
                "unix:" + socket + ",server=on,wait=off")
            .inheritIO()
            .start();
    while (!answers()) {
      assertThat(qemu.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }

  /// The socket's file is there a moment before QEMU listens on it.
  private boolean answers() {
    return working().status().supply() != Supply.UNKNOWN;
  }

  @AfterEach
  void endQemu() throws Exception {
    qemu.destroyForcibly().waitFor();
  }

  @Override
  public PowerControl working() {
    return new QemuPower(socket);
  }

  @Override
  public PowerControl cutOff() {
    return new QemuPower(folder.resolve("nobody.sock"));
  }

  @Override
  public String expectedName() {
    return "qemu";
  }

  @Test
  void offStopsTheProcessorsAndOnStartsThemAgainWithQemuAlive() {
    var power = working();

    power.off();
    assertThat(power.status()).isEqualTo(new PowerStatus(Supply.OFF, "QEMU says: paused"));
    power.on();
    assertThat(power.status()).isEqualTo(new PowerStatus(Supply.ON, "QEMU says: running"));
    assertThat(qemu.isAlive()).isTrue();
  }

  @Test
  void aHardRebootBringsAServerThatIsOffBack() {
    var power = working();

    power.off();
    power.hardReboot();

    assertThat(power.status().supply()).isEqualTo(Supply.ON);
  }

  @Test
  void aSystemThatIgnoresThePowerButtonIsToldAndLeftRunning() {
    var power = new QemuPower(socket, Duration.ofSeconds(5), Duration.ofMillis(500));

    var answer = power.softReboot();

    assertThat(answer).isInstanceOf(PowerAnswer.Unreachable.class);
    assertThat(power.status().supply()).isEqualTo(Supply.ON);
  }

  @Test
  void aSocketThatNobodyServesIsNamedWithWhatToDo() {
    var answer = (PowerAnswer.Unreachable) cutOff().hardReboot();

    assertThat(answer.sentence())
        .contains("nobody.sock", "hard reboot", "No such file", "Is the virtual server running");
  }

  @Test
  void aSocketThatAcceptsAndSaysNothingEndsAtTheTimeLimit() throws Exception {
    var silent = folder.resolve("silent.sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(silent));
      var power = new QemuPower(silent, Duration.ofMillis(300), Duration.ofMillis(300));

      assertThat(power.hardReboot())
          .extracting(answer -> ((PowerAnswer.Unreachable) answer).why())
          .isEqualTo("no answer in time (another program may hold the monitor)");
    }
  }
}
