package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.power.SerialConsole.Opening;
import org.lifeboot.manager.secret.Opened;

/// Serial-over-LAN with the real ipmitool, against a controller that is not ours. Reading a pipe
/// cannot be interrupted, so the time limit stands beside it.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IpmiConsoleTest {

  @TempDir private Path folder;
  private IpmiSimulator simulator;

  @BeforeEach
  void start() throws InterruptedException {
    simulator = IpmiSimulator.start(folder);
    simulator.serial().awaitWired();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private SerialConsole opened(String password, boolean takeOver) {
    PowerControl power = new IpmiPower(simulator.settings(), () -> new Opened.Text(password));
    return ((Opening.Begun) power.console(takeOver)).console();
  }

  private SerialConsole opened() {
    return opened(IpmiSimulator.PASSWORD, false);
  }

  private static void type(SerialConsole console, String text) throws IOException {
    console.type(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads until this has come.
  private static String read(SerialConsole console, String wanted) throws IOException {
    var all = new StringBuilder();
    byte[] buffer = new byte[100];
    while (!all.toString().contains(wanted)) {
      int count = console.in().read(buffer);
      assertThat(count).as(all.toString()).isPositive();
      all.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  /// Types twice: the simulator takes the first packet of a session for a repetition when its
  /// number is that of the last packet of the session before. The second waits for the answer to
  /// the first, which must not stand in the greeting, so that the two never go as one packet.
  private static void use(SerialConsole console, String text) throws IOException {
    read(console, "Press Enter.]");
    type(console, text);
    read(console, text);
    type(console, "again");
    read(console, "again");
  }

  @Test
  void itSaysThatItIsOpenBeforeTheServerSendsAnything() throws Exception {
    try (SerialConsole console = opened()) {
      assertThat(read(console, "open")).startsWith("[The serial console is open");
    }
  }

  @Test
  void whatIsTypedGoesToTheServerAndItsAnswerComesBack() throws Exception {
    try (SerialConsole console = opened()) {
      type(console, "ls");

      assertThat(read(console, "ls>")).doesNotContain("SOL Session");
    }
  }

  @Test
  void nothingThatIsTypedIsTakenForAnOrderToIpmitool() throws Exception {
    try (SerialConsole console = opened()) {
      type(console, "~.a\r~.b\r~~?c\r~é");

      simulator.serial().awaitTyped("~.a\r~.b\r~~?c\r~é");
    }
  }

  @Test
  void theConsoleOfSomebodyElseIsToldAsTaken() throws Exception {
    try (SerialConsole first = opened()) {
      use(first, "a");
      try (SerialConsole second = opened()) {
        assertThat(second.in().read()).isEqualTo(-1);
        assertThat(second.over())
            .isEqualTo(new SerialConsole.Over("Somebody else has this serial console open.", true));
      }
    }
  }

  @Test
  void itCanBeTakenOverAndTheOtherIsTold() throws Exception {
    try (SerialConsole first = opened()) {
      use(first, "a");
      try (SerialConsole second = opened(IpmiSimulator.PASSWORD, true)) {
        use(second, "mine");
        type(first, "still there?"); // the simulator tells nobody that he was ended
        while (first.in().read() >= 0) {
          assertThat(first).isNotNull();
        }
        assertThat(first.over().reason()).contains("somebody took it over");
      }
    }
  }

  @Test
  void whoeverLeavesGivesItBack() throws Exception {
    for (String round : new String[] {"one", "two", "three"}) {
      try (SerialConsole console = opened()) {
        use(console, round);
      }
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutThePassword() throws Exception {
    try (SerialConsole console = opened("wrong-one", false)) {
      assertThat(console.in().read()).isEqualTo(-1);
      assertThat(console.over().reason())
          .contains("refuses user or password")
          .doesNotContain("wrong-one");
    }
  }

  @Test
  void redfishAloneSaysThatItCarriesNone() {
    PowerControl power =
        new RedfishPower(
            new PowerSettings.Redfish("127.0.0.1:1", "lifeboot", "", ""),
            () -> new Opened.Text("x"),
            new MemoryPin());

    assertThat(power.console(false)).isInstanceOf(Opening.NotOffered.class);
  }
}
